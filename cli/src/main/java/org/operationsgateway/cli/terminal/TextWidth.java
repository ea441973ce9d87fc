package org.operationsgateway.cli.terminal;

import java.util.Arrays;

/**
 * The width of text on a terminal, in columns: each character has none, one or two.
 *
 * <p>The width of a text is the sum over its code points, as the function {@code wcswidth} of C and most terminals
 * compute it. A terminal that joins several emoji into one picture leaves some columns empty.
 *
 * @see <a href="https://www.unicode.org/reports/tr11/">Unicode Standard Annex #11, East Asian Width</a>
 */
public final class TextWidth {

    private static final int NONE = 0;
    private static final int NARROW = 1;
    private static final int WIDE = 2;

    /** The first combining mark. All characters before it are narrow, except for control characters. */
    private static final int FIRST_MARK = 0x300;

    /** The vowels and finals of Hangul, which a terminal draws into the cell of the syllable's initial. */
    private static final int[] HANGUL_PARTS = {0x1160, 0x11FF, 0xD7B0, 0xD7FF};

    /**
     * The first and the last code point of each range whose East Asian Width is W or F, in ascending order. Ranges are
     * joined over code points that are not assigned, and over marks, which are tested before.
     */
    private static final int[] WIDE_RANGES = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FB, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E,
        0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0,
        0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442,
        0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4,
        0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB,
        0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70,
        0x1FAFF, 0x20000, 0x3FFFD
    };

    private TextWidth() {}

    /** Returns the number of columns of a text, which has no control characters. */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            width += of(text.codePointAt(i));
        }
        return width;
    }

    private static int of(int codePoint) {
        if (codePoint < FIRST_MARK) {
            return NARROW;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> NONE;
            default -> ofSpacing(codePoint);
        };
    }

    private static int ofSpacing(int codePoint) {
        if (contains(HANGUL_PARTS, codePoint)) {
            return NONE;
        }
        return contains(WIDE_RANGES, codePoint) ? WIDE : NARROW;
    }

    private static boolean contains(int[] ranges, int codePoint) {
        int index = Arrays.binarySearch(ranges, codePoint);
        int insertionPoint = -index - 1;
        return index >= 0 || insertionPoint % 2 == 1;
    }

    /**
     * Returns the beginning of a text that fits into some columns. Its last character is an ellipsis if the text is
     * longer. Marks stay with the character before them.
     */
    public static String cut(String text, int maxColumns) {
        if (of(text) <= maxColumns) {
            return text;
        }
        if (maxColumns <= 0) {
            return "";
        }
        int end = 0;
        int width = 0;
        while (width + of(text.codePointAt(end)) < maxColumns) {
            width += of(text.codePointAt(end));
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end) + "…";
    }
}
