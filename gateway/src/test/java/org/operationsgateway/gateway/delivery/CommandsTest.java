package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands in the documentation. */
class CommandsTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern QUOTED = Pattern.compile("(?s)'[^']*'|\"[^\"]*\"");

    /** The shell zsh fails if a word with an unquoted question mark matches no file. */
    @Test
    void everyQuestionMarkIsQuoted() throws IOException {
        List<String> unquoted = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                QUOTED.matcher(block.group(1))
                        .replaceAll("")
                        .lines()
                        .filter(line -> line.contains("?"))
                        .forEach(line -> unquoted.add(page.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(unquoted).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Repository.ROOT.resolve("README.md")));
        for (String folder : List.of("docs", "k8s", "bench", "robustness")) {
            try (Stream<Path> files = Files.walk(Repository.ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }
}
