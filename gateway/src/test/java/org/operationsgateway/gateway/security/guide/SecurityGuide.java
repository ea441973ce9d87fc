package org.operationsgateway.gateway.security.guide;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of docs/security.md, with its marked blocks. Immutable. */
record SecurityGuide(String text, Map<String, String> blocks) {

    /** A mark such as {@code <!-- command: list -->}, and the block after it. */
    private static final Pattern BLOCK =
            Pattern.compile("<!-- ([a-z]+: [a-z0-9]+) -->\\s*```[a-z]*\n(.*?)\n```", Pattern.DOTALL);

    private static final Path SNIPPETS =
            Path.of("src/test/java/org/operationsgateway/gateway/security/guide/GuideClients.java");

    /** Reads the document, whose folder is next to that of the module. */
    static SecurityGuide read() {
        String text = read(Path.of("../docs/security.md"));
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (blocks.put(matcher.group(1), matcher.group(2)) != null) {
                throw new AssertionError("Two blocks have the mark " + matcher.group(1));
            }
        }
        return new SecurityGuide(text, Collections.unmodifiableMap(blocks));
    }

    /** Returns the block with a mark, such as {@code command: list}. */
    String block(String mark) {
        String block = blocks.get(mark);
        if (block == null) {
            throw new AssertionError("docs/security.md has no block with the mark " + mark);
        }
        return block;
    }

    /** Returns the lines of {@link GuideClients} after {@code // Block: name}, up to the end of the method. */
    static String snippet(String name) {
        Matcher matcher = Pattern.compile("// Block: " + name + "\n(.*?)\n    }\n", Pattern.DOTALL)
                .matcher(read(SNIPPETS));
        if (!matcher.find()) {
            throw new AssertionError(SNIPPETS + " has no block " + name);
        }
        return matcher.group(1)
                .lines()
                .map(line -> line.replaceFirst("^ {8}", ""))
                .collect(joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
