package org.operationsgateway.testkit.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The configuration of a proxy as the documentation shows it: it listens on port 8000, and the gateways are at
 * {@code 10.0.0.1:8080} and so on. Immutable.
 */
public record ProxyConfiguration(ProxyProgram program, String text) {

    private static final String DOCUMENTED_PORT = "8000";
    private static final String FIRST_SERVER = "10.0.0.1:8080";
    private static final String FIRST_NAME = "gateway-1";

    /** Reads the file for a proxy from a folder. */
    public static ProxyConfiguration read(ProxyProgram program, Path folder) throws IOException {
        return new ProxyConfiguration(program, Files.readString(folder.resolve(program.configurationName())));
    }

    /** Returns this configuration with a text replaced. Fails if the text is not there. */
    public ProxyConfiguration replace(String documented, String actual) {
        if (!text.contains(documented)) {
            throw new IllegalArgumentException("\"" + documented + "\" is not in:\n" + text);
        }
        return new ProxyConfiguration(program, text.replace(documented, actual));
    }

    /** Returns this configuration with another port on which the proxy listens. */
    ProxyConfiguration withPort(int port) {
        return replace(DOCUMENTED_PORT, Integer.toString(port));
    }

    /**
     * Returns this configuration with other gateways.
     *
     * @param ports the ports of the gateways on this machine
     */
    public ProxyConfiguration withGateways(List<Integer> ports) {
        if (!text.contains(FIRST_SERVER)) {
            throw new IllegalArgumentException(FIRST_SERVER + " is not in:\n" + text);
        }
        String changed =
                text.lines().flatMap(line -> gateways(line, ports)).collect(Collectors.joining("\n", "", "\n"));
        return new ProxyConfiguration(program, changed);
    }

    private static Stream<String> gateways(String line, List<Integer> ports) {
        if (line.contains(FIRST_SERVER)) {
            return IntStream.range(0, ports.size())
                    .mapToObj(i -> line.replace(FIRST_SERVER, "127.0.0.1:" + ports.get(i))
                            .replace(FIRST_NAME, "gateway-" + (i + 1)));
        }
        // The documented lines of the other gateways.
        return line.contains("10.0.0.") ? Stream.empty() : Stream.of(line);
    }
}
