package org.operationsgateway.cli.command;

import java.util.concurrent.Callable;
import org.operationsgateway.cli.option.Session;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code completion}. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options: source <(operations completion bash)")
final class CompletionCommand implements Callable<Integer> {

    /** Makes the script of bash run in zsh. */
    private static final String ZSH =
            "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

    /** A shell. */
    enum Shell {
        bash,
        zsh
    }

    private final Session session;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash(OperationsCommand.NAME, OperationsCommand.commandLine(session));
        session.out().print(shell == Shell.zsh ? ZSH + script : script);
        return ExitCodes.SUCCESS;
    }
}
