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

/** The list of regular expressions in decision 018, compared with the source code. */
class RegularExpressionTest {

    /** A call that compiles a regular expression. Group 1 is the call up to its parenthesis. */
    private static final Pattern CALL = Pattern.compile(
            "(\\bPattern\\.compile|\\bPattern\\.matches|\\.matches|\\.split|\\.replaceAll|\\.replaceFirst"
                    + "|\\.useDelimiter|\\.splitAsStream|\\.splitWithDelimiters)\\(");

    /** Arguments of methods that are no regular expression: none, a name, or a literal character. */
    private static final Pattern HARMLESS =
            Pattern.compile("\\)|[a-z][\\w.]*[(),]|\"(\\\\\\\\)?[^\\\\\"]\"(, -?\\d+)?\\)|\\(?\\w+, \\w+\\) ->");

    @Test
    void everyRegularExpressionIsListedInTheDecision() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("core", "gateway")) {
            for (Path source : sources(module)) {
                expressions(Files.readString(source))
                        .forEach(expression -> found.add(source.getFileName() + " " + expression));
            }
        }
        assertThat(found).hasSizeGreaterThan(5).containsExactlyInAnyOrderElementsOf(listed());
    }

    private static List<String> listed() throws IOException {
        String decision = Files.readString(Repository.ROOT.resolve("docs/decisions/018-linear-parsers.md"));
        String block = decision.split("```", -1)[1];
        return block.strip().lines().toList();
    }

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Repository.ROOT.resolve(module).resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Returns the calls with their arguments, in one line each. */
    private static List<String> expressions(String source) {
        List<String> expressions = new ArrayList<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            String arguments = arguments(source, call.end());
            if (call.group().startsWith("Pattern")
                    || !HARMLESS.matcher(arguments).lookingAt()) {
                expressions.add((call.group() + arguments).replaceAll("\\s+", " "));
            }
        }
        return expressions;
    }

    /** Returns the text up to the parenthesis that ends a call. */
    private static String arguments(String source, int start) {
        int depth = 1;
        boolean inString = false;
        int position = start;
        while (depth > 0) {
            char next = source.charAt(position++);
            if (next == '\\') {
                position++;
            } else if (next == '"') {
                inString = !inString;
            } else if (!inString) {
                depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            }
        }
        return source.substring(start, position);
    }
}
