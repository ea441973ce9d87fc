package org.operationsgateway.cli.progress;

/** The text of a progress bar, such as {@code [====>     ]}. */
public final class ProgressBar {

    private static final int BRACKETS = 2;

    private ProgressBar() {}

    /**
     * Returns a bar.
     *
     * @param percent from 0 to 100
     * @param width the number of characters, with the brackets; at least 3
     */
    public static String of(double percent, int width) {
        int inner = Math.max(1, width - BRACKETS);
        int filled = (int) Math.floor(inner * Math.clamp(percent, 0, 100) / 100);
        String head = filled == 0 || filled == inner ? "=".repeat(filled) : "=".repeat(filled - 1) + ">";
        return "[" + head + " ".repeat(inner - filled) + "]";
    }
}
