package org.operationsgateway.cli.option;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.produce.CreateOptions;
import picocli.CommandLine.Option;

/** The options of a new operation. */
public final class CreationOptions {

    @Option(names = "--id", paramLabel = "ID", description = "The id. Default: one that the gateway chooses.")
    private @Nullable String id;

    @Option(names = "--request-id", paramLabel = "ID", description = "Makes it safe to repeat the command.")
    private @Nullable String requestId;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "The operation fails if it runs longer.")
    private @Nullable Duration timeout;

    @Option(names = "--ttl", paramLabel = "DURATION", description = "The time for which the done operation is kept.")
    private @Nullable Duration ttl;

    /** Returns options with those that are given. */
    public CreateOptions apply(CreateOptions defaults) {
        CreateOptions options = id == null ? defaults : defaults.withOperationId(id);
        options = requestId == null ? options : options.withRequestId(requestId);
        options = timeout == null ? options : options.withTimeout(timeout);
        return ttl == null ? options : options.withTtl(ttl);
    }
}
