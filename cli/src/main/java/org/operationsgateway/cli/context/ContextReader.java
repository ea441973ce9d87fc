package org.operationsgateway.cli.context;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reader of the context: options have precedence over the environment, which has precedence over the file. */
public final class ContextReader {

    /** The address of a gateway that runs on this machine with its default settings. */
    public static final String DEFAULT_URL = "http://localhost:8080";

    private static final String PREFIX = "OPERATIONS_";

    private final Environment environment;
    private final Consumer<String> warnings;

    /**
     * Creates a reader.
     *
     * @param warnings receives a message if others can read a file that contains a token
     */
    public ContextReader(Environment environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /**
     * Reads the context.
     *
     * @throws ContextException if the file cannot be read, or a file that is named explicitly does not exist
     */
    public Context read(ContextOptions options) {
        ContextFile file = file(options);
        String token = value(options.token(), "TOKEN", file.token());
        if (token != null && token.equals(file.token()) && file.isReadableByOthers()) {
            warnings.accept("Others can read the token in " + file.path() + ": run chmod 600 " + file.path());
        }
        return new Context(
                Objects.requireNonNullElse(value(options.url(), "URL", file.url()), DEFAULT_URL),
                token,
                Objects.requireNonNullElse(value(options.parent(), "PARENT", file.parent()), ""));
    }

    private @Nullable String value(@Nullable String option, String variable, @Nullable String fallback) {
        if (option != null) {
            return option;
        }
        String value = environment.value(PREFIX + variable);
        return value == null ? fallback : value;
    }

    private ContextFile file(ContextOptions options) {
        if (options.file() != null) {
            return ContextFile.read(options.file());
        }
        String named = environment.value(PREFIX + "CONTEXT");
        return named == null ? ContextFile.readIfPresent(defaultFile()) : ContextFile.read(Path.of(named));
    }

    private Path defaultFile() {
        String folder = environment.value("XDG_CONFIG_HOME");
        Path config = folder == null ? environment.home().resolve(".config") : Path.of(folder);
        return config.resolve("operations").resolve("context.properties");
    }
}
