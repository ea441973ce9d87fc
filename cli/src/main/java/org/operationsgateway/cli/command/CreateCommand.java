package org.operationsgateway.cli.command;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.option.CreationOptions;
import org.operationsgateway.cli.option.ProgressOptions;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.client.produce.OperationHandle;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code create}. */
@Command(
        name = "create",
        description = "Creates an operation, which update, complete and fail change. Without --lease, it runs until "
                + "one of them ends it; with it, each update renews the lease.")
final class CreateCommand extends ServerCommand {

    @Mixin
    private final CreationOptions creation = new CreationOptions();

    @Mixin
    private final ProgressOptions progress = new ProgressOptions();

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            description = "The operation fails if it is not updated for so long.")
    private @Nullable Duration lease;

    @Option(
            names = "--cancellation",
            paramLabel = "MODE",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "IMMEDIATE")
    private Cancellation cancellation = Cancellation.IMMEDIATE;

    CreateCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client) {
        progress.validate();
        OperationHandle handle = Objects.requireNonNull(await(client.create(parent(), options())));
        // This process does not renew the lease.
        handle.release();
        output().print(
                        session(),
                        Objects.requireNonNull(await(client.get(handle.name().toString()))));
        return ExitCodes.SUCCESS;
    }

    private CreateOptions options() {
        CreateOptions options = creation.apply(CreateOptions.defaults()).withCancellation(cancellation);
        options = lease == null ? options.withoutLease() : options.withLease(lease);
        if (progress.metadata() != null) {
            return options.withMetadata(progress.metadata());
        }
        return progress.hasProgress()
                ? options.withMetadata(
                        progress.progress(Progress.NONE, session().clock().instant()))
                : options;
    }
}
