package org.operationsgateway.gateway.security.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of threats in docs/security.md, with a test for each line. */
class ThreatTableTest {

    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

    @Test
    void eachThreatHasATestAndEachNamedTestExists() throws IOException {
        List<String> rows = rows();
        Set<String> tests = tests();

        assertThat(rows).hasSizeGreaterThan(10);
        for (String row : rows) {
            String[] cells = row.split("\\|");
            assertThat(cells).as(row).hasSize(4);
            List<String> names = TEST_NAME
                    .matcher(cells[3])
                    .results()
                    .map(ThreatTableTest::name)
                    .toList();
            assertThat(names).as(row).isNotEmpty();
            assertThat(tests).as(row).containsAll(names);
        }
    }

    private static String name(MatchResult match) {
        return match.group(1);
    }

    /** Returns the lines of the table, without its head. */
    private static List<String> rows() {
        String text = SecurityGuide.read().text();
        return text.substring(text.indexOf("## Threats"))
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
