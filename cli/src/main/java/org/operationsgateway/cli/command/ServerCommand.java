package org.operationsgateway.cli.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.option.OutputOptions;
import org.operationsgateway.cli.option.ServerOptions;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.option.UsageException;
import org.operationsgateway.client.OperationsClient;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;

/** A command that sends requests to a server. */
abstract class ServerCommand implements Callable<Integer> {

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);
    /** The time for which the end of an operation is retried. */
    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(10);

    private final Session session;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ServerCommand(Session session) {
        this.session = session;
    }

    @Override
    public final Integer call() throws InterruptedException {
        try {
            return execute(server.connect(session, maxOutage()));
        } finally {
            // The JVM waits 0.3 s for threads in system calls when it exits: without event loops, there are none.
            await(HttpResources.disposeLoopsAndConnectionsLater(Duration.ZERO, CLOSE_TIMEOUT)
                    .onErrorComplete());
        }
    }

    /** Executes the command, and returns its exit code. */
    abstract int execute(OperationsClient client) throws InterruptedException;

    /**
     * Waits for an answer, on the thread of the command, which is no event loop: a command has nothing else to do.
     *
     * @return the answer; null if it is empty
     */
    static <T> @Nullable T await(Mono<T> answer) {
        return answer.block();
    }

    /** Returns the time for which an interrupted stream, and the end of an operation, are retried. */
    Duration maxOutage() {
        return SHORT_OUTAGE;
    }

    Session session() {
        return session;
    }

    OutputOptions output() {
        return output;
    }

    /** Returns the full name of an operation; fails with {@link UsageException} if it is not valid. */
    String name(String text) {
        return server.name(session, text);
    }

    /** Returns the address of the server. */
    String url() {
        return server.context(session).url();
    }

    /** Returns the parent, which may be that of the service. */
    String parent() {
        return server.parent(session);
    }
}
