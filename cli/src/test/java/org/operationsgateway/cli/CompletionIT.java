package org.operationsgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the completion in real shells, with the tabulator key. */
class CompletionIT {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"bash, bash --norc -i", "zsh, zsh -f -i"})
    void commandsAndOptionsAreCompleted(String shell, String command) throws Exception {
        assumeTrue(isOnThePath(shell), shell + " is not installed");
        ProcessBuilder builder = Program.builder(1, List.of("script", "-qec", command, "/dev/null"))
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PS1", "prompt> ");
        builder.environment().merge("PATH", Program.file().getParent().toString(), (path, own) -> own + ":" + path);
        try (Program program = Program.start(builder);
                OutputStream keyboard = program.process().getOutputStream()) {
            type(keyboard, "source <(operations completion " + shell + ") && echo loa''ded\n");
            program.awaitOut(out -> out.contains("loaded"));
            type(keyboard, "operations hist\t");
            program.awaitOut(shown("operations history "));
            type(keyboard, "--outp\t");
            program.awaitOut(shown("operations history --output "));
            type(keyboard, "js\t");
            program.awaitOut(shown("operations history --output json "));
        }
    }

    /** Returns a condition for the text on the screen, without escape sequences, and without what is erased. */
    private static Predicate<String> shown(String text) {
        return out -> out.replaceAll("\u001B\\[[0-?]*[ -/]*[@-~]", "")
                .replaceAll(".\b", "")
                .contains(text);
    }

    private static void type(OutputStream keyboard, String text) throws IOException {
        keyboard.write(text.getBytes(UTF_8));
        keyboard.flush();
    }

    private static boolean isOnThePath(String program) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
