package org.operationsgateway.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.cli.context.Environment;
import org.operationsgateway.cli.option.Session;
import org.operationsgateway.cli.terminal.Terminal;

/** Tests of command lines that need no server. */
class OperationsCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "get",
                "get a b",
                "get operations/",
                "get a --output xml",
                "get a --url ftp://host",
                "get a --context /nonexistent/file",
                "create --lease soon",
                "update a",
                "update a --percent 101",
                "update a --units 1/0",
                "update a --metadata {}",
                "fail a --code OK",
                "run",
                "completion fish"
            })
    void wrongUsageExitsWithTwoAndPrintsNoResult(String arguments) {
        assertThat(execute(arguments)).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8)).startsWith("operations: ");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void aPayloadThatCannotBeReadIsReportedInOneSentence(@TempDir Path folder) throws IOException {
        Path malformed = Files.writeString(folder.resolve("malformed"), "no JSON");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});

        assertPayloadIsRefused("{}", "it must be a JSON object with \"@type\"");
        assertPayloadIsRefused("@" + malformed, "it must be a JSON object with \"@type\"");
        assertPayloadIsRefused(
                "@" + folder.resolve("absent"), "the file " + folder.resolve("absent") + " does not exist");
        assertPayloadIsRefused("@" + folder, "cannot read the file " + folder);
        assertPayloadIsRefused("@" + binary, "the file " + binary + " is not UTF-8 text");
        assertPayloadIsRefused("@/dev/zero", "the file /dev/zero is larger than 16 MiB");
    }

    private void assertPayloadIsRefused(String payload, String problem) {
        err.reset();
        assertThat(execute("complete", "a", "--response", payload)).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("operations: ")
                .contains("--response", problem);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void aServerThatCannotBeReachedExitsWithThreeAndOneLine() {
        assertThat(execute("get a --url http://127.0.0.1:1 --token secret")).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("operations: The server http://127.0.0.1:1 cannot be reached")
                .doesNotContain("secret");
    }

    @Test
    void helpIsAResult() {
        assertThat(execute("get --help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: operations get");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void theCompletionScriptHasAllCommands(String shell) {
        assertThat(execute("completion " + shell)).isZero();
        assertThat(out.toString(UTF_8)).contains("watch", "history", "--filter");
    }

    private int execute(String arguments) {
        return execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }

    private int execute(String... arguments) {
        Session session = new Session(
                new Environment(Map.of(), Path.of("/nonexistent")),
                Terminal.NONE,
                InstantSource.system(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return OperationsCommand.execute(session, arguments);
    }
}
