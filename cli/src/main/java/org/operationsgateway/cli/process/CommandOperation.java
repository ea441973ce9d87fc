package org.operationsgateway.cli.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The execution of a command as an operation: each line of its output is a status message, and its exit code the
 * outcome. Thread-safe; {@link #run} is called once.
 */
public final class CommandOperation {

    /** The exit code of a command that cannot be started, as in a shell. */
    public static final int NOT_FOUND = 127;

    /** The exit code of a command that SIGINT has ended: a terminal sends it to the command and to this process. */
    private static final int ENDED_BY_INTERRUPT = 130;

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

    private final OperationHandle handle;
    private final List<String> command;
    private final Instant start;
    private final Duration grace;
    private final AtomicReference<@Nullable StopCause> stop = new AtomicReference<>();
    private final AtomicReference<@Nullable ChildProcess> child = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Creates an execution that is not started.
     *
     * @param command the program and its arguments
     * @param start the start time in the progress
     * @param grace the time between SIGTERM and SIGKILL
     */
    public CommandOperation(OperationHandle handle, List<String> command, Instant start, Duration grace) {
        this.handle = handle;
        this.command = List.copyOf(command);
        this.start = start;
        this.grace = grace;
    }

    /** Returns the first progress of the operation of a command. Arguments may be secret, so it has none. */
    public static Progress progress(List<String> command, Instant start, @Nullable String line) {
        var progress = Progress.builder().verb("run").target(command.getFirst()).startTime(start);
        return line == null ? progress.build() : progress.message(line).build();
    }

    /** Executes the command, and ends the operation. */
    public CommandResult run(OutputStream out, OutputStream err) throws InterruptedException {
        try {
            return execute(out, err);
        } finally {
            ended.countDown();
        }
    }

    private CommandResult execute(OutputStream out, OutputStream err) throws InterruptedException {
        ChildProcess started;
        try {
            started = ChildProcess.start(command, out, err, line -> handle.update(progress(command, start, line)));
        } catch (IOException notStarted) {
            String message = "The command " + command.getFirst() + " cannot be started: " + notStarted.getMessage();
            return CommandResult.of(NOT_FOUND, handle.fail(new Status(Code.NOT_FOUND, message)));
        }
        child.set(started);
        terminateIfStopped();
        Disposable cancellation =
                handle.cancellation().subscribe(none -> {}, lost -> {}, () -> stop(StopCause.CANCELLED));
        int code = started.awaitExit(grace);
        cancellation.dispose();
        return CommandResult.of(code, end(code, stop.get()));
    }

    private Mono<Operation> end(int code, @Nullable StopCause cause) {
        StopCause stopCause = cause == null && code == ENDED_BY_INTERRUPT ? StopCause.INTERRUPTED : cause;
        if (stopCause != null) {
            return handle.fail(new Status(Code.CANCELLED, stopCause.message()));
        }
        return code == 0
                ? handle.complete()
                : handle.fail(new Status(Code.UNKNOWN, "The command ended with exit code " + code + "."));
    }

    private void stop(StopCause cause) {
        stop.compareAndSet(null, cause);
        terminateIfStopped();
    }

    private void terminateIfStopped() {
        ChildProcess running = child.get();
        if (running != null && stop.get() != null) {
            running.terminate(grace);
        }
    }

    /**
     * Terminates the command because this process is ending, and waits until the operation has ended too, so that
     * no client waits for its lease. Has no effect after {@link #run}.
     */
    public void interrupt() throws InterruptedException {
        stop(StopCause.INTERRUPTED);
        boolean isEnded = ended.await(grace.plus(END_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        if (!isEnded) {
            // The lease ends the operation.
            handle.release();
        }
    }
}
