package org.operationsgateway.core.filter;

import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The text of a filter within the length limit, without characters that PostgreSQL rejects. Immutable.
 *
 * @param text the unchanged text
 */
record FilterText(String text) {

    private static final int MAX_EXCERPT_CHARACTERS = 40;

    FilterText {
        int bytes = 0;
        int offset = 0;
        while (offset < text.length()) {
            int character = text.codePointAt(offset);
            if (character == 0 || Character.getType(character) == Character.SURROGATE) {
                throw invalid(text, offset, "a filter must not contain NUL or an unpaired surrogate");
            }
            bytes += bytes(character);
            if (bytes > Filter.MAX_BYTES) {
                throw invalid(text, offset, "a filter has at most " + Filter.MAX_BYTES + " bytes");
            }
            offset += Character.charCount(character);
        }
    }

    private static int bytes(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    /** Returns the error that the text at an offset is not as expected. */
    StatusException expected(int offset, String expectation) {
        int length = Math.min(MAX_EXCERPT_CHARACTERS, text.codePointCount(offset, text.length()));
        String excerpt = text.substring(offset, text.offsetByCodePoints(offset, length));
        String actual = excerpt.isBlank() ? ", found the end" : ", found: " + excerpt;
        return invalid(text, offset, "expected " + expectation + actual);
    }

    private static StatusException invalid(String text, int offset, String problem) {
        int character = text.codePointCount(0, offset) + 1;
        return StatusException.badRequest(
                Reason.INVALID_FILTER, "filter", "The filter is not valid at character " + character + ": " + problem);
    }
}
