package org.operationsgateway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.operationsgateway.cli.context.ContextException;
import org.operationsgateway.cli.option.DurationConverter;
import org.operationsgateway.cli.option.PayloadConverter;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.option.UsageException;
import org.operationsgateway.core.rpc.Any;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import reactor.core.Exceptions;

/** The command line: the root of all commands. */
@Command(
        name = OperationsCommand.NAME,
        description = "Watches, changes and runs long-running operations.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = OperationsCommand.Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a response, or no result",
            "1:an error",
            "2:wrong usage",
            "3:the server cannot be reached",
            "130:cancelled. The command run exits with the code of its command"
        })
public final class OperationsCommand implements Runnable {

    static final String NAME = "operations";

    /** The constructors of the commands by name, in the order of the help. */
    private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("watch", WatchCommand::new);
        COMMANDS.put("wait", WaitCommand::new);
        COMMANDS.put("list", ListCommand::new);
        COMMANDS.put("get", GetCommand::new);
        COMMANDS.put("history", HistoryCommand::new);
        COMMANDS.put("create", CreateCommand::new);
        COMMANDS.put("update", UpdateCommand::new);
        COMMANDS.put("complete", CompleteCommand::new);
        COMMANDS.put("fail", FailCommand::new);
        COMMANDS.put("cancel", CancelCommand::new);
        COMMANDS.put("delete", DeleteCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
    }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private OperationsCommand() {}

    /** The version in the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OperationsCommand.class.getPackage().getImplementationVersion();
            return new String[] {NAME + " " + (version == null ? "(unpackaged)" : version)};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** Executes a command line, and returns the exit code of the program. */
    public static int execute(Session session, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        boolean isKnown = COMMANDS.containsKey(first) || first.equals("--version");
        // The options of each command are read by reflection, which takes longer than most commands.
        return commandLine(session, isKnown ? Set.of(first) : COMMANDS.keySet()).execute(arguments);
    }

    /** Returns the command line with all commands. */
    static CommandLine commandLine(Session session) {
        return commandLine(session, COMMANDS.keySet());
    }

    private static CommandLine commandLine(Session session, Set<String> names) {
        CommandLine line = new CommandLine(new OperationsCommand());
        COMMANDS.forEach((name, command) -> {
            if (names.contains(name)) {
                line.addSubcommand(command.apply(session));
            }
        });
        line.getSubcommands().values().forEach(OperationsCommand::addHelp);
        return line.registerConverter(Duration.class, new DurationConverter())
                .registerConverter(Any.class, new PayloadConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A payload begins with @ if it is in a file.
                .setExpandAtFiles(false)
                .setUsageHelpWidth(Math.clamp(session.terminal().columns(), 55, 120))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(session.terminal().hasColours() ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(session.out(), true, UTF_8))
                .setErr(new PrintWriter(session.err(), true, UTF_8))
                .setParameterExceptionHandler((invalid, arguments) -> usage(session, invalid))
                .setExecutionExceptionHandler((failure, command, parsed) -> failure(session, failure, command));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Prints this text.")
                        .build());
    }

    private static int usage(Session session, ParameterException invalid) {
        session.message(String.valueOf(invalid.getMessage()));
        // The message says all about a value: the help would hide it.
        if (!(invalid.getCause() instanceof TypeConversionException)) {
            invalid.getCommandLine()
                    .usage(session.err(), invalid.getCommandLine().getColorScheme());
        }
        return ExitCodes.USAGE;
    }

    private static int failure(Session session, Exception failure, CommandLine command) {
        Throwable cause = Exceptions.unwrap(failure);
        if (cause instanceof UsageException) {
            return usage(session, new ParameterException(command, String.valueOf(cause.getMessage())));
        }
        if (cause instanceof ContextException) {
            session.message(String.valueOf(cause.getMessage()));
            return ExitCodes.USAGE;
        }
        String url = command.getCommand() instanceof ServerCommand sent ? sent.url() : "";
        session.message(ErrorText.of(cause, url));
        return ExitCodes.of(cause);
    }
}
