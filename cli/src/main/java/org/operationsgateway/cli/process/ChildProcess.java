package org.operationsgateway.cli.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A running command. It reads the standard input of this process, and its output is copied. Thread-safe. */
final class ChildProcess {

    /** The time in which the output must end after the exit: a process in the background may keep it open. */
    private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(1);

    private final Process process;
    private final ProcessTree tree;
    private final List<Thread> pumps;
    private final AtomicBoolean isTerminated = new AtomicBoolean();

    private ChildProcess(Process process, List<Thread> pumps) {
        this.process = process;
        this.tree = new ProcessTree(process.toHandle());
        this.pumps = pumps;
    }

    /**
     * Starts a command.
     *
     * @param lines receives each line of both outputs; called by two threads
     * @throws IOException if there is no such program, or it cannot be executed
     */
    static ChildProcess start(List<String> command, OutputStream out, OutputStream err, Consumer<String> lines)
            throws IOException {
        Process process =
                new ProcessBuilder(command).redirectInput(Redirect.INHERIT).start();
        return new ChildProcess(
                process,
                List.of(
                        OutputPump.start(process.getInputStream(), out, lines),
                        OutputPump.start(process.getErrorStream(), err, lines)));
    }

    /** Sends SIGTERM to the command and its descendants, and SIGKILL after a time to those that are left. */
    void terminate(Duration grace) {
        if (isTerminated.compareAndSet(false, true)) {
            tree.terminate();
            CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(tree::kill);
        }
    }

    /**
     * Waits until the command has exited and its output has been copied. After {@link #terminate}, waits for its
     * descendants too, and kills those that are left.
     *
     * @return the exit code; 128 and the number of the signal if a signal has ended the command
     */
    int awaitExit(Duration grace) throws InterruptedException {
        int code = process.waitFor();
        if (isTerminated.get()) {
            tree.awaitExit(grace);
            tree.kill();
        }
        for (Thread pump : pumps) {
            pump.join(OUTPUT_TIMEOUT);
        }
        return code;
    }
}
