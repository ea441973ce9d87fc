package org.operationsgateway.core.filter;

import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The text of a filter, not too long and with nothing in it that a database could not take; knows how to say what is
 * wrong with it.
 *
 * @param text as it was given
 */
record FilterText(String text) {

    private static final int SHOWN = 40;

    FilterText {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character == 0 || Character.getType(character) == Character.SURROGATE) {
                throw invalid(text, at, "neither NUL nor half a surrogate pair is a character of a filter");
            }
            bytes += bytes(character);
            if (bytes > Filter.MAX_BYTES) {
                throw invalid(text, at, "a filter has at most " + Filter.MAX_BYTES + " bytes");
            }
            at += Character.charCount(character);
        }
    }

    private static int bytes(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    /** The error that something else was expected at an index of the text. */
    StatusException expected(int index, String what) {
        int shown = Math.min(SHOWN, text.codePointCount(index, text.length()));
        String found = text.substring(index, text.offsetByCodePoints(index, shown));
        return invalid(text, index, "expected " + what + (found.isBlank() ? ", found the end" : ", found: " + found));
    }

    private static StatusException invalid(String text, int index, String what) {
        int character = text.codePointCount(0, index) + 1;
        return StatusException.badRequest(
                Reason.INVALID_FILTER, "filter", "The filter is not valid at character " + character + ": " + what);
    }
}
