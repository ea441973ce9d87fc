package org.operationsgateway.gateway.tracing;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of a trace, 128 bits. Immutable.
 *
 * @param uuid the same bits in the type of the database
 * @see <a href="https://www.w3.org/TR/trace-context/#trace-id">W3C Trace Context, trace-id</a>
 */
public record TraceId(UUID uuid) {

    private static final int HEX_DIGITS = 32;
    private static final HexFormat HEX = HexFormat.of();

    /** Returns the id in a column; null for null. */
    public static @Nullable TraceId of(@Nullable UUID uuid) {
        return uuid == null ? null : new TraceId(uuid);
    }

    /** Parses the 32 hexadecimal digits of an id; throws an exception if the text is anything else. */
    public static TraceId parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("A trace id has " + HEX_DIGITS + " digits, not " + hex.length());
        }
        long high = HexFormat.fromHexDigitsToLong(hex, 0, HEX_DIGITS / 2);
        long low = HexFormat.fromHexDigitsToLong(hex, HEX_DIGITS / 2, HEX_DIGITS);
        return new TraceId(new UUID(high, low));
    }

    /** Returns 32 hexadecimal digits in lower case. */
    @Override
    public String toString() {
        return HEX.toHexDigits(uuid.getMostSignificantBits()) + HEX.toHexDigits(uuid.getLeastSignificantBits());
    }
}
