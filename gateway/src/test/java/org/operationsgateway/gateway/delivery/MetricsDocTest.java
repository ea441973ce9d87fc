package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page {@code docs/metrics.md}, compared with the meters. */
class MetricsDocTest {

    private static final Path PAGE = Repository.ROOT.resolve("docs/metrics.md");

    /** The property {@code -Dmetrics.doc=write} writes the page. */
    @Test
    void thePageIsWhatTheMetersGenerate() throws IOException {
        String generated = MetricsDoc.generate();
        if ("write".equals(System.getProperty("metrics.doc"))) {
            Files.writeString(PAGE, generated);
        }

        assertThat(Files.readString(PAGE))
                .as("Run ./mvnw -pl gateway -am test -Dtest=MetricsDocTest -Dmetrics.doc=write")
                .isEqualTo(generated);
    }
}
