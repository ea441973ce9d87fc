package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace with one link to this machine, which can lose all packets. Its names and addresses are those of
 * this process, so that builds on one machine do not share them. Requires Linux, root and the command {@code ip}.
 */
final class NetworkNamespace implements AutoCloseable {

    private static final long PID = ProcessHandle.current().pid();
    private static final String NETWORK = "10.213." + PID / 64 % 256 + ".";
    private static final long FIRST_ADDRESS = PID % 64 * 4;

    /** The address of this machine as seen from the namespace. */
    static final String HOST = NETWORK + (FIRST_ADDRESS + 1);

    private static final String NAME = "gateway-test-" + PID;
    private static final String OUTER = "gwo" + PID;
    private static final String INNER = "gwi" + PID;

    private NetworkNamespace() {}

    /** Returns whether this process may create one. */
    static boolean isPermitted() {
        try {
            return run("ip", "netns", "list") == 0 && "root".equals(System.getProperty("user.name"));
        } catch (IOException missing) {
            return false;
        }
    }

    static NetworkNamespace create() throws IOException {
        NetworkNamespace namespace = new NetworkNamespace();
        succeed("ip", "netns", "add", NAME);
        succeed("ip", "link", "add", OUTER, "type", "veth", "peer", "name", INNER, "netns", NAME);
        succeed("ip", "addr", "add", HOST + "/30", "dev", OUTER);
        succeed("ip", "link", "set", OUTER, "up");
        succeed("ip", "-n", NAME, "addr", "add", NETWORK + (FIRST_ADDRESS + 2) + "/30", "dev", INNER);
        succeed("ip", "-n", NAME, "link", "set", INNER, "up");
        return namespace;
    }

    /** Starts a process in the namespace. */
    Process start(String script) throws IOException {
        return new ProcessBuilder("ip", "netns", "exec", NAME, "bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Loses all further packets in both directions; the connections stay open. */
    void loseAllPackets() throws IOException {
        succeed("ip", "-n", NAME, "link", "set", INNER, "down");
    }

    private static void succeed(String... command) throws IOException {
        assertThat(run(command)).as(String.join(" ", command)).isZero();
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        // The kernel removes the link with the namespace.
        run("ip", "netns", "del", NAME);
    }
}
