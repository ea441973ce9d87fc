package org.operationsgateway.gateway;

import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the source files of {@code core} and {@code gateway}. */
class SourceCodeTest {

    private static final int MAX_LINES = 400;
    private static final int MAX_LINE_LENGTH = 120;

    /** A Javadoc comment in front of a type; group 1 is its first word, group 2 the name of the type. */
    private static final Pattern TYPE_DOC = Pattern.compile(
            "/\\*\\*[\\s*]*+([\\w{@]++)[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/\\s*+"
                    + "(?:@(?!interface\\b)[\\w.]++(?:\\((?:[^()]|\\([^()]*+\\))*+\\))?\\s*+)*+"
                    + "(?:(?:public|protected|private|static|abstract|final|sealed|non-sealed)\\s++)*+"
                    + "(?:class|interface|@interface|enum|record)\\s++(\\w++)",
            DOTALL);

    private static final Pattern QUESTION =
            Pattern.compile("What|Which|How|Who|Whether|Where|When|Something|Those|Some");

    @ParameterizedTest
    @ValueSource(strings = {"core", "gateway"})
    void aSourceFileHasAtMostFourHundredLines(String module) throws IOException {
        assertThat(sources(module, "src"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "gateway"})
    void aLineHasAtMostOneHundredAndTwentyCharacters(String module) throws IOException {
        List<String> longLines = new ArrayList<>();
        for (Path source : sources(module, "src")) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                // An import cannot be broken.
                if (lines.get(i).length() > MAX_LINE_LENGTH && !lines.get(i).startsWith("import ")) {
                    longLines.add(source.getFileName() + ":" + (i + 1));
                }
            }
        }
        assertThat(longLines).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "gateway"})
    void theJavadocOfATypeBeginsWithANoun(String module) throws IOException {
        List<String> types = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        for (Path source : sources(module, "src/main")) {
            Matcher doc = TYPE_DOC.matcher(Files.readString(source));
            while (doc.find()) {
                types.add(doc.group(2));
                if (QUESTION.matcher(doc.group(1)).matches()) {
                    questions.add(source.getFileName() + ": " + doc.group(2));
                }
            }
        }
        assertThat(types).isNotEmpty();
        assertThat(questions).isEmpty();
    }

    private static List<Path> sources(String module, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
