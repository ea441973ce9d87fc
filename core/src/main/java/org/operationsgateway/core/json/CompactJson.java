package org.operationsgateway.core.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Drops the insignificant whitespace of a JSON text and keeps every other byte: the digits of a number, the order of
 * fields and the spelling of a string stay as their author wrote them.
 *
 * <p>The text must be well-formed already. What JSON's grammar allows and PostgreSQL or a browser could not carry is
 * refused here: the NUL character, half a surrogate pair, bytes that are not UTF-8.
 */
final class CompactJson {

    private static final String HALF_A_PAIR = "half of a surrogate pair: write both halves";

    private final String field;
    private final byte[] source;
    private final int end;
    private final byte[] target;
    private int position;
    private int length;

    private CompactJson(String field, byte[] source, int start, int end) {
        this.field = field;
        this.source = source;
        this.position = start;
        this.end = end;
        this.target = new byte[end - start];
    }

    /** The compact form of {@code source[start, end)}, the well-formed JSON value of that field. */
    static String of(String field, byte[] source, int start, int end) {
        return new CompactJson(field, source, start, end).run();
    }

    private String run() {
        boolean inString = false;
        while (position < end) {
            byte next = source[position++];
            if (!inString && isWhitespace(next)) {
                continue;
            }
            target[length++] = next;
            if (next == '"') {
                inString = !inString;
            } else if (next == '\\') {
                copyEscape();
            }
        }
        return decode();
    }

    private static boolean isWhitespace(byte next) {
        return next == ' ' || next == '\n' || next == '\t' || next == '\r';
    }

    private void copyEscape() {
        byte escaped = source[position++];
        target[length++] = escaped;
        if (escaped == 'u') {
            char unit = copyUnit();
            if (unit == 0) {
                throw malformed("the NUL character (\\u0000): leave it out");
            }
            if (Character.isSurrogate(unit)) {
                copyLowSurrogate(unit);
            }
        }
    }

    private void copyLowSurrogate(char high) {
        boolean escapeFollows = position + 6 <= end && source[position] == '\\' && source[position + 1] == 'u';
        if (!Character.isHighSurrogate(high) || !escapeFollows) {
            throw malformed(HALF_A_PAIR);
        }
        target[length++] = source[position++];
        target[length++] = source[position++];
        if (!Character.isLowSurrogate(copyUnit())) {
            throw malformed(HALF_A_PAIR);
        }
    }

    private char copyUnit() {
        int unit = 0;
        for (int digit = 0; digit < 4; digit++) {
            byte next = source[position++];
            target[length++] = next;
            unit = unit << 4 | Character.digit(next, 16);
        }
        return (char) unit;
    }

    private MalformedJsonException malformed(String what) {
        return new MalformedJsonException(field, "A string contains " + what + ".");
    }

    private String decode() {
        String text = new String(target, 0, length, StandardCharsets.UTF_8);
        // The replacement character may be the author's own; only then is the strict, slower decoder asked.
        return text.indexOf('\uFFFD') < 0 ? text : decodeStrictly();
    }

    private String decodeStrictly() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(target, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("bytes that are not UTF-8");
        }
    }
}
