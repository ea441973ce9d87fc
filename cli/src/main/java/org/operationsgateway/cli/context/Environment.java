package org.operationsgateway.cli.context;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the process, and the home folder of its user. Immutable.
 *
 * @param variables by name
 * @param home the folder in which the default context file is
 */
public record Environment(Map<String, String> variables, Path home) {

    /** Creates an environment. */
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** Returns the environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /** Returns a variable; null if it is not set, or empty. */
    public @Nullable String value(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
