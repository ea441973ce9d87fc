package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README's tree against the packages. */
class ReadmeTest {

    private static final String ROOT = "org.operationsgateway.";

    @Test
    void everyPackageStandsInTheTreeWithItsOwnSentence() throws IOException {
        String readme = Files.readString(Repository.ROOT.resolve("README.md"));

        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(readme).contains(row));
    }

    private static List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path sources : sources()) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.endsWith("package-info.java"))
                        .map(ReadmeTest::row)
                        .forEach(rows::add);
            }
        }
        return rows;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.ROOT)) {
            return folders.map(folder -> folder.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** Such as {@code | `gateway.store` | Keeps operations and their log in PostgreSQL. |}. */
    private static String row(Path packageInfo) {
        String sources = packageInfo.getParent().toString().replace('/', '.');
        String name = sources.substring(sources.lastIndexOf(ROOT) + ROOT.length());
        return "| `" + name + "` | " + sentence(packageInfo) + " |";
    }

    private static String sentence(Path packageInfo) {
        String text;
        try {
            text = Files.readString(packageInfo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.substring(text.indexOf("/** ") + "/** ".length(), text.indexOf(" */"));
    }
}
