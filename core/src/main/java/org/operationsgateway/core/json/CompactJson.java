package org.operationsgateway.core.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A copy of JSON text without insignificant whitespace, otherwise equal to its source: digits of numbers, order of
 * fields and escapes of strings are kept.
 *
 * <p>The source is well-formed. A copy fails if the text contains data that JSON allows but PostgreSQL or a browser
 * cannot process: the NUL character, an unpaired surrogate, or bytes that are not UTF-8.
 *
 * <p>Not thread-safe. An instance makes one copy.
 */
final class CompactJson {

    private static final String UNPAIRED_SURROGATE = "an unpaired surrogate: write both halves of the pair";

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

    /**
     * Copies the value of a field.
     *
     * @param field the path of the field, for error messages
     * @param source UTF-8; the value is well-formed
     * @param start the offset of the first byte
     * @param end the offset after the last byte
     * @throws MalformedJsonException if a string contains data that cannot be processed
     */
    static String of(String field, byte[] source, int start, int end) {
        return new CompactJson(field, source, start, end).copy();
    }

    private String copy() {
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
            char unit = copyCodeUnit();
            if (unit == 0) {
                throw malformed("the NUL character (\\u0000): remove it");
            }
            if (Character.isSurrogate(unit)) {
                copyLowSurrogate(unit);
            }
        }
    }

    private void copyLowSurrogate(char high) {
        boolean escapeFollows = position + 6 <= end && source[position] == '\\' && source[position + 1] == 'u';
        if (!Character.isHighSurrogate(high) || !escapeFollows) {
            throw malformed(UNPAIRED_SURROGATE);
        }
        target[length++] = source[position++];
        target[length++] = source[position++];
        if (!Character.isLowSurrogate(copyCodeUnit())) {
            throw malformed(UNPAIRED_SURROGATE);
        }
    }

    private char copyCodeUnit() {
        int unit = 0;
        for (int digit = 0; digit < 4; digit++) {
            byte next = source[position++];
            target[length++] = next;
            unit = unit << 4 | Character.digit(next, 16);
        }
        return (char) unit;
    }

    private MalformedJsonException malformed(String content) {
        return new MalformedJsonException(field, "A string contains " + content + ".");
    }

    private String decode() {
        String text = new String(target, 0, length, StandardCharsets.UTF_8);
        // The lenient decoder is faster. Its replacement character may also be part of the source, so decode again
        // strictly.
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
