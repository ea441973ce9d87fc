package org.operationsgateway.gateway.security.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.Operation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.security.caller.AuthorizationServer;
import org.operationsgateway.testkit.browser.Chromium;
import org.operationsgateway.testkit.browser.PageServer;
import org.operationsgateway.testkit.http.Api;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The examples of docs/security.md: settings, commands with their outputs, clients in Java, and a page. */
@GatewayTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurityGuideTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String BEGIN = "@@ ";
    private static final SecurityGuide GUIDE = SecurityGuide.read();
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final AuthorizationServer SERVER = server();
    private static final PageServer PAGES = pages();

    private final Api api;

    SecurityGuideTest(Api api) {
        this.api = api;
    }

    private static AuthorizationServer server() {
        try {
            return new AuthorizationServer()
                    .register("worker", Duration.ofHours(1), "producer:projects/p")
                    .register("dashboard", Duration.ofHours(1), "viewer:projects/p")
                    .register("kiosk", Duration.ofSeconds(5), "viewer:projects/p")
                    .start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageServer pages() {
        try {
            return new PageServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(GUIDE.block("settings: connect")));
        settings.stringPropertyNames()
                .forEach(name -> registry.add(name, () -> located(settings.getProperty(name), 0)));
    }

    /** Replaces the names of the document by the addresses of the servers. */
    private static String located(String text, int gatewayPort) {
        return text.replace("https://issuer.example.com", SERVER.uri())
                .replace(
                        "https://app.example.com",
                        PAGES.uri("app.example").toString().replaceFirst("/$", ""))
                .replace("localhost:8080", "localhost:" + gatewayPort);
    }

    private String gateway() {
        return "http://localhost:" + api.port();
    }

    @Test
    @Order(1)
    void theCommandsPrintTheirOutputs(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> names = GUIDE.blocks().keySet().stream()
                .filter(mark -> mark.startsWith("command: "))
                .map(mark -> mark.substring("command: ".length()))
                .toList();
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        names.forEach(name -> script.append("echo '" + BEGIN + name + "'\n")
                .append(located(GUIDE.block("command: " + name), api.port()))
                .append("\necho\n"));
        Map<String, String> outputs = Outputs.of(run(script.toString(), folder), BEGIN);

        assertThat(names).hasSizeGreaterThan(6);
        assertThat(outputs.keySet()).containsExactlyElementsOf(names);
        for (String name : names) {
            assertThat(outputs.get(name)).as(name).isEqualTo(Outputs.normalised(GUIDE.block("output: " + name)));
        }
    }

    private static String run(String script, Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".curlrc"), "silent\nshow-error\n");
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("CURL_HOME", folder.toString());
        Process process = bash.start();
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output, UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "stream", "key", "google"})
    void theCodeIsThatOfTheTests(String name) {
        assertThat(GUIDE.block("java: " + name)).isEqualTo(SecurityGuide.snippet(name));
    }

    @Test
    @Order(2)
    void aServiceReceivesEachStateOnceWithSeveralTokens() {
        Mono<String> token = GuideClients.token(SERVER.uri(), "kiosk", "secret");
        String name = "projects/p/operations/service";
        change("/v1/projects/p/operations?operationId=service");

        StepVerifier.create(GuideClients.watch(gateway(), token, name).map(ServerSentEvent::data))
                .assertNext(state -> assertThat(state).contains("\"done\":false"))
                // Longer than a token is valid.
                .expectNoEvent(Duration.ofSeconds(7))
                .then(() -> change("/v1/" + name + ":complete"))
                .assertNext(state -> assertThat(state).contains("\"done\":true"))
                .expectNext("{\"name\":\"" + name + "\"}")
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    @Order(3)
    void googlesClientSendsAKeyOrAToken() throws IOException {
        String token = SERVER.token("dashboard");
        String name = "projects/p/operations/google";
        change("/v1/projects/p/operations?operationId=google");
        change("/v1/" + name + ":complete");

        Operation withKey = GuideClients.getWithKey(gateway(), "ogk_example", name);
        Operation withToken = GuideClients.getWithToken(gateway(), token, name);
        assertThat(withKey.getName()).isEqualTo(name);
        assertThat(withToken.getDone()).isTrue();
    }

    private int send(String path) {
        return api.send("POST", path, "", "Authorization", "Bearer " + SERVER.token("worker"))
                .statusCode();
    }

    private void change(String path) {
        assertThat(send(path)).isEqualTo(200);
    }

    @Test
    @Order(4)
    void aPageOfAnotherOriginOpensAStreamWithATicket(@TempDir Path profile) throws IOException, InterruptedException {
        // The page of the document names the operation of its commands, which a second run of this test alone has not
        // run.
        send("/v1/projects/p/operations?operationId=42");
        send("/v1/projects/p/operations/42:complete");
        PAGES.show("""
                <!DOCTYPE html>
                <script type="module">
                  const report = text => fetch('/', {method: 'POST', body: text});
                  const gateway = 'GATEWAY';
                  const token = 'TOKEN';
                  try {
                    BLOCK
                    source.addEventListener('done', event => {
                      source.close();
                      report('done ' + event.data);
                    });
                    source.onerror = () => report('error');
                  } catch (e) {
                    report(String(e));
                  }
                </script>
                """.replace("GATEWAY", gateway())
                .replace("TOKEN", SERVER.token("dashboard"))
                .replace("BLOCK", GUIDE.block("page: ticket")));
        try (Chromium chromium = Chromium.open(PAGES.uri("app.example"), profile)) {
            assertThat(chromium.report(PAGES)).isEqualTo("done {\"name\":\"projects/p/operations/42\"}");
        }
    }
}
