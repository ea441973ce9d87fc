package org.operationsgateway.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** A copy of a child's output to that of this process, unchanged, which also reports its lines. */
final class OutputPump implements Runnable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream from;
    private final OutputStream to;
    private final LastLine line;

    OutputPump(InputStream from, OutputStream to, Consumer<String> lines) {
        this.from = from;
        this.to = to;
        this.line = new LastLine(lines);
    }

    /** Starts a thread with a pump, which ends with the output. */
    static Thread start(InputStream from, OutputStream to, Consumer<String> lines) {
        return Thread.ofPlatform().daemon().start(new OutputPump(from, to, lines));
    }

    @Override
    public void run() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
                line.read(buffer, count);
            }
        } catch (IOException closed) {
            // One side was closed. The child receives SIGPIPE when it writes again, as in a pipeline.
            return;
        } finally {
            line.end();
        }
    }
}
