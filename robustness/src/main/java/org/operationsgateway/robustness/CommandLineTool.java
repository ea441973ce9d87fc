package org.operationsgateway.robustness;

import java.time.Duration;
import org.operationsgateway.robustness.attack.AttackRun;
import org.operationsgateway.robustness.rollout.Rollout;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line, with a subcommand for each kind of run. */
@Command(
        name = "robustness",
        mixinStandardHelpOptions = true,
        description = "Faults and attacks against the gateway.",
        subcommands = {Robustness.class, AttackRun.class, Rollout.class})
public final class CommandLineTool {

    private CommandLineTool() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new CommandLineTool());
        command.registerConverter(Duration.class, new DurationConverter());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(arguments));
    }
}
