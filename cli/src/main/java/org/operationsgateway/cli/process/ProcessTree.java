package org.operationsgateway.cli.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process and its descendants. Thread-safe. */
final class ProcessTree {

    private final ProcessHandle root;
    /** Those that were seen: a descendant whose parent has exited cannot be found again. */
    private final Set<ProcessHandle> members = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    private synchronized Set<ProcessHandle> members() {
        Stream.concat(Stream.of(root), root.descendants()).forEach(members::add);
        return Set.copyOf(members);
    }

    /** Sends SIGTERM to each process. */
    void terminate() {
        members().forEach(ProcessHandle::destroy);
    }

    /** Sends SIGKILL to each process that has not exited. */
    void kill() {
        members().forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits until all processes have exited, or for a time. */
    void awaitExit(Duration timeout) throws InterruptedException {
        CompletableFuture<?>[] exits =
                members().stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException running) {
            // The caller kills what is left.
            return;
        }
    }
}
