package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of contents, compared with the modules of the build. */
class ReadmeTest {

    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    @Test
    void everyModuleHasARow() throws IOException {
        String readme = Files.readString(Repository.ROOT.resolve("README.md"));

        assertThat(modules())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(readme).contains("\n| `" + module + "/` | "));
    }

    private static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(Repository.ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }
}
