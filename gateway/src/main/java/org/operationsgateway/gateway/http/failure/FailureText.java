package org.operationsgateway.gateway.http.failure;

import org.jspecify.annotations.Nullable;

/** The text of a failure for the log, of bounded length: messages may contain what a client has sent. */
final class FailureText {

    private static final int MAX_MESSAGE_CHARACTERS = 300;
    private static final int MAX_FRAMES = 20;
    private static final int MAX_CAUSES = 3;

    private FailureText() {}

    /** Returns the class and the message, without line breaks. */
    static String line(Throwable failure) {
        String text = failure.toString();
        String start = text.substring(0, Math.min(text.length(), MAX_MESSAGE_CHARACTERS));
        return start.replace('\n', ' ').replace('\r', ' ') + (start.length() < text.length() ? "…" : "");
    }

    /** Returns the failure and its causes, each with its innermost frames. */
    static String trace(Throwable failure) {
        StringBuilder trace = new StringBuilder(line(failure));
        appendFrames(failure, trace);
        Throwable cause = failure.getCause();
        for (int causes = 0; cause != null && causes < MAX_CAUSES; causes++) {
            trace.append("\nCaused by: ").append(line(cause));
            appendFrames(cause, trace);
            cause = cause.getCause();
        }
        return trace.toString();
    }

    private static void appendFrames(Throwable failure, StringBuilder trace) {
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            trace.append("\n\tat ").append(frames[i]);
        }
    }

    /** Returns the classes of the failure and of its cause, and the line of the code that created the latter. */
    static String origin(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return failure.getClass().getName() + cause.getClass().getName() + firstFrame(cause);
    }

    private static @Nullable StackTraceElement firstFrame(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length == 0 ? null : frames[0];
    }
}
