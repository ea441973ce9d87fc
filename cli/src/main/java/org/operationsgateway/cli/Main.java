package org.operationsgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.logging.LogManager;
import org.operationsgateway.cli.command.ExitCodes;
import org.operationsgateway.cli.command.OperationsCommand;
import org.operationsgateway.cli.context.Environment;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.terminal.Terminal;
import org.operationsgateway.cli.training.AotTraining;

/** The main class of the program. */
public final class Main {

    private Main() {}

    /** Executes a command line, and ends the process with its exit code. */
    public static void main(String[] arguments) throws IOException {
        // The libraries log what the command reports, or what can be ignored.
        LogManager.getLogManager().reset();
        if (arguments.length == 1 && arguments[0].equals(AotTraining.ARGUMENT)) {
            AotTraining.execute();
            System.exit(ExitCodes.SUCCESS);
        }
        Environment environment = Environment.ofProcess();
        Session session = new Session(
                environment,
                Terminal.of(System.getProperty(Terminal.SIZE_PROPERTY), environment),
                InstantSource.system(),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err));
        int code = OperationsCommand.execute(session, arguments);
        session.out().flush();
        session.err().flush();
        System.exit(code);
    }

    /** Returns a stream in UTF-8, the encoding of JSON, whatever that of the system is. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), true, UTF_8);
    }
}
