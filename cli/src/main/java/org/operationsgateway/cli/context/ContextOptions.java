package org.operationsgateway.cli.context;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of a command that select its server; each is null if it is not given. Immutable.
 *
 * @param url the address of the gateway
 * @param token the bearer token
 * @param parent the parent
 * @param file the context file
 */
public record ContextOptions(
        @Nullable String url,
        @Nullable String token,
        @Nullable String parent,
        @Nullable Path file) {

    /** The options of a command line without any. */
    public static final ContextOptions NONE = new ContextOptions(null, null, null, null);
}
