package org.operationsgateway.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StaticFilesTest {

    private static final Path CONSOLE = Path.of("..", "console");

    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(CONSOLE)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".js") && !name.equals("operations.js"))
                    .map(name -> "/console/" + name)
                    .toList();
        }
    }

    @Test
    void eachModuleOfTheConsoleIsServed() throws IOException {
        assertThat(modules()).hasSizeGreaterThan(5).allMatch(StaticFiles::contains);
        assertThat(StaticFiles.contains("/operations.js")).isTrue();
    }

    /** A module that is not preloaded is requested only after the one that imports it. */
    @Test
    void thePageRequestsAllModulesAtOnce() throws IOException {
        String page = Files.readString(CONSOLE.resolve("index.html"));
        assertThat(Stream.concat(Stream.of("/operations.js"), modules().stream()))
                .allMatch(module -> page.contains("<link rel=\"modulepreload\" href=\"" + module + "\">")
                        || page.contains("type=\"module\" src=\"" + module + "\">"));
    }
}
