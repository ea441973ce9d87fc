package org.operationsgateway.cli.command;

import org.operationsgateway.cli.option.ProgressOptions;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.option.UsageException;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Mono;

/** The command {@code update}. */
@Command(
        name = "update",
        description = "Replaces the metadata of an operation, or changes fields of its standard progress.")
final class UpdateCommand extends NamedCommand {

    @Mixin
    private final ProgressOptions progress = new ProgressOptions();

    UpdateCommand(Session session) {
        super(session);
    }

    @Override
    int execute(OperationsClient client, String name) {
        progress.validate();
        if (progress.metadata() == null && !progress.hasProgress()) {
            throw new UsageException("Nothing to update: give --metadata, --percent, --units, --message or --stage.");
        }
        return print(
                metadata(client, name).flatMap(metadata -> client.handle(name).replaceMetadata(metadata)));
    }

    private Mono<Object> metadata(OperationsClient client, String name) {
        return progress.metadata() == null ? client.get(name).map(this::changed) : Mono.just(progress.metadata());
    }

    private Object changed(Operation operation) {
        return progress.progress(
                Progress.of(operation.metadata()), session().clock().instant());
    }
}
