package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** The README's example, compared with the code that is compiled, and run. */
class ReadmeIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final String MARKER = "    // README\n";

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    @Test
    void theExampleIsTheCodeThatIsCompiled() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/operationsgateway/client/ReadmeExample.java"));
        String example = source.split(MARKER, -1)[1].stripTrailing().stripIndent();

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example + "\n```");
    }

    @Test
    void theExampleRuns() {
        try (OperationsClient operations = OperationsClient.builder()
                .baseUrl("http://localhost:" + GATEWAY.gateway().port())
                .build()) {
            ReadmeExample example = new ReadmeExample(operations);
            Mono<ReadmeExample.Report> report = example.await().retryWhen(Retry.fixedDelay(20, Duration.ofMillis(200)));

            StepVerifier.create(Mono.zip(example.produce(), report).map(both -> both.getT2()))
                    .expectNext(new ReadmeExample.Report("Q3", 10))
                    .expectComplete()
                    .verify(TIMEOUT);
        }
    }
}
