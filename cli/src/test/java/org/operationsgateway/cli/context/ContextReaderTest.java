package org.operationsgateway.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the precedence of options, environment and file. */
class ContextReaderTest {

    @TempDir
    Path home;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void theDefaultIsThisMachine() {
        assertThat(read(Map.of(), ContextOptions.NONE)).isEqualTo(new Context("http://localhost:8080", null, ""));
    }

    @Test
    void optionsHavePrecedenceOverTheEnvironmentAndThatOverTheFile() throws IOException {
        write("url=http://file\ntoken=file\nparent=projects/file\n", "rw-------");
        Map<String, String> variables = Map.of("OPERATIONS_URL", "http://variable", "OPERATIONS_TOKEN", "variable");

        Context context = read(variables, new ContextOptions("http://option", null, null, null));

        assertThat(context).isEqualTo(new Context("http://option", "variable", "projects/file"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aTokenThatOthersCanReadIsReported() throws IOException {
        write("token=secret\n", "rw-r--r--");

        Context context = read(Map.of(), ContextOptions.NONE);

        assertThat(context.token()).isEqualTo("secret");
        assertThat(warnings).singleElement().asString().contains("chmod 600").doesNotContain("secret");
        assertThat(context.toString()).doesNotContain("secret");
    }

    @Test
    void aNamedFileMustExist() {
        Map<String, String> variables =
                Map.of("OPERATIONS_CONTEXT", home.resolve("absent").toString());

        assertThatThrownBy(() -> read(variables, ContextOptions.NONE))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("does not exist");
    }

    private Context read(Map<String, String> variables, ContextOptions options) {
        return new ContextReader(new Environment(variables, home), warnings::add).read(options);
    }

    private void write(String text, String permissions) throws IOException {
        Path file = home.resolve(".config/operations/context.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
