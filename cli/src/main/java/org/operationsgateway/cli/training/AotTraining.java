package org.operationsgateway.cli.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.operationsgateway.cli.command.OperationsCommand;
import org.operationsgateway.cli.context.Environment;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.terminal.Terminal;

/**
 * The run that creates the AOT cache: the usual commands, with a server of its own.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class AotTraining {

    /** The only argument of a process that executes the training. It is not a command for users. */
    public static final String ARGUMENT = "train-aot-cache";

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("get", "a"),
            List.of("get", "a", "-o", "json"),
            List.of("watch", "a"),
            List.of("wait", "a"),
            List.of("list"),
            List.of("create", "--id", "a", "--percent", "1"),
            List.of("update", "a", "--percent", "2"),
            List.of("complete", "a"),
            List.of("run", "--", "true"));

    private AotTraining() {}

    /** Executes the commands. */
    public static void execute() throws IOException {
        try (ExampleServer server = new ExampleServer()) {
            Session session = session(server.url());
            for (List<String> command : COMMANDS) {
                OperationsCommand.execute(session, command.toArray(String[]::new));
            }
        }
    }

    private static Session session(String url) {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        Environment environment = new Environment(
                Map.of("OPERATIONS_URL", url, "XDG_CONFIG_HOME", "/nonexistent"), Path.of("/nonexistent"));
        return new Session(environment, Terminal.NONE, InstantSource.system(), none, none);
    }
}
