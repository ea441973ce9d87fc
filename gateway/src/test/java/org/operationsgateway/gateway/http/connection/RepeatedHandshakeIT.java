package org.operationsgateway.gateway.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/** A client of TLS 1.2 that repeats the handshake on its connection. The JVM of a test is too late to forbid it. */
class RepeatedHandshakeIT {

    @Test
    void theConnectionIsClosedAndOthersAreServed() throws IOException {
        CertificateAuthority authority = CertificateAuthority.create();
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.startWithTls(authority, database);
                SSLSocket socket = (SSLSocket) authority
                        .client()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), gateway.serverPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            BufferedReader input = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            socket.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(input.readLine()).startsWith("HTTP/1.1 200");

            // The first response has no line break at its end.
            List<String> rest = repeatHandshake(socket, input);

            assertThat(rest).noneMatch(line -> line.contains("HTTP/1.1 "));
            assertThat(gateway.isReady()).isTrue();
        }
    }

    /** Repeats the handshake, sends a request, and returns what is received up to the end of the connection. */
    private static List<String> repeatHandshake(SSLSocket socket, BufferedReader input) throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                lines.add(line);
            }
        } catch (SSLException | SocketException closed) {
            // As expected; a timeout is another exception.
        }
        return lines;
    }
}
