package org.operationsgateway.cli.context;

import org.jspecify.annotations.Nullable;

/**
 * The server that a command uses. Immutable.
 *
 * @param url the address of the gateway
 * @param token the bearer token; null for none
 * @param parent the parent of operations whose name has none; empty for the service itself
 */
public record Context(String url, @Nullable String token, String parent) {

    /** Returns a text without the token. */
    @Override
    public String toString() {
        return "Context[url=" + url + ", token=" + (token == null ? "none" : "set") + ", parent=" + parent + "]";
    }
}
