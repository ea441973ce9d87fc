package org.operationsgateway.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The file to which a gateway process writes its log. */
record GatewayLog(Path file) {

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    /** Creates a file in a folder that no other process uses, and deletes both when the JVM exits. */
    static Path temporaryFile() throws IOException {
        Path folder = Files.createTempDirectory("gateway");
        Path file = folder.resolve("gateway.log");
        // Deleted in reverse order.
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        return file;
    }

    Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** Returns the whole text. */
    String text() {
        try {
            // The last character may be incomplete.
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the port on which the gateway listens; empty before it listens. */
    Optional<Integer> port() {
        return PORT.matcher(text()).results().findFirst().map(GatewayLog::port);
    }

    private static int port(MatchResult line) {
        return Integer.parseInt(line.group(1));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
