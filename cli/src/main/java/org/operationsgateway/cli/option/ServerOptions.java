package org.operationsgateway.cli.option;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.cli.context.Context;
import org.operationsgateway.cli.context.ContextOptions;
import org.operationsgateway.cli.context.ContextReader;
import org.operationsgateway.client.OperationsClient;
import org.operationsgateway.client.OperationsClientBuilder;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import picocli.CommandLine.Option;

/** The options that select the server. */
public final class ServerOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway. Default: $OPERATIONS_URL, the context file, " + "then "
                    + ContextReader.DEFAULT_URL + ".")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The bearer token. Other users can see options, so "
                    + "$OPERATIONS_TOKEN or the context file is safer.")
    private @Nullable String token;

    @Option(
            names = "--parent",
            paramLabel = "PARENT",
            description =
                    "The parent, such as projects/p. Default: " + "$OPERATIONS_PARENT, the context file, then none.")
    private @Nullable String parent;

    @Option(
            names = "--context",
            paramLabel = "FILE",
            description = "The file of properties with url, token and parent. "
                    + "Default: $OPERATIONS_CONTEXT, then ~/.config/operations/context.properties.")
    private @Nullable Path file;

    private @Nullable Context read;

    public Context context(Session session) {
        Context context = read;
        if (context == null) {
            context = new ContextReader(session.environment(), session::message)
                    .read(new ContextOptions(url, token, parent, file));
            read = context;
        }
        return context;
    }

    /**
     * Returns a client.
     *
     * @param maxOutage the time for which streams and ends of operations are retried
     * @throws UsageException if the URL is not one of a server
     */
    public OperationsClient connect(Session session, Duration maxOutage) {
        Context context = context(session);
        try {
            OperationsClientBuilder builder = OperationsClient.builder()
                    .baseUrl(context.url())
                    .maxOutage(maxOutage)
                    // That of the JDK, which uses /etc/hosts and the settings of the system, and starts sooner.
                    .httpClient(http -> http.resolver(DefaultAddressResolverGroup.INSTANCE));
            if (context.token() != null) {
                builder.token(context.token());
            }
            return builder.build();
        } catch (IllegalArgumentException invalid) {
            throw new UsageException("The URL of the server must be like https://host[:port][/path]: " + context.url());
        }
    }

    /** Returns a name as it is, or below the parent if it is only an id. */
    public String name(Session session, String text) {
        boolean isName = ("/" + text).contains("/" + OperationName.COLLECTION + "/");
        return UsageException.ifRefused(() -> OperationName.parse(
                        isName ? text : new Parent(context(session).parent()).collection() + "/" + text)
                .toString());
    }

    /** Returns the parent. */
    public String parent(Session session) {
        return context(session).parent();
    }
}
