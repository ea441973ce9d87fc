package org.operationsgateway.gateway.http.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Malformed requests, each of which is logged. The application is started for this test alone: the
 * start of another one in the same JVM resets the filters of the log.
 */
@GatewayTest(properties = "spring.application.name=malformed-requests")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class LibraryLogLimiterTest {

    private static final int REQUESTS = 200;

    private static final String UPGRADE = """
            GET /livez HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: !\r
            \r
            """;

    private final Api api;

    LibraryLogLimiterTest(Api api) {
        this.api = api;
    }

    @Test
    void malformedRequestsFillTheLogNoFasterThanALimit(CapturedOutput output) throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            try (RawConnection connection = RawConnection.to(api.port())) {
                connection.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nX-Filler: " + "x".repeat(1000) + "\r\n\r\n");
                assertThat(connection.head().statusCode()).isEqualTo(400);
            }
        }
        assertThat(output.getAll().split("Rejected a malformed request", -1))
                .hasSizeBetween(1, 3 * LibraryLogLimiter.MAX_ENTRIES);
    }

    @Test
    void malformedUpgradesFillTheLogNoFasterThanALimit(CapturedOutput output) throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            try (RawConnection connection = RawConnection.to(api.port())) {
                connection.send(UPGRADE);
                assertThat(connection.head().statusCode()).isEqualTo(200);
            }
        }
        assertThat(output.getAll().split("Error during upgrade", -1))
                .hasSizeBetween(2, 3 * LibraryLogLimiter.MAX_ENTRIES);
    }
}
