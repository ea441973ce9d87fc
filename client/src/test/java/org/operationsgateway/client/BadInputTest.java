package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.operationsgateway.client.Wire.NAME;
import static org.operationsgateway.client.Wire.done;
import static org.operationsgateway.client.Wire.running;
import static org.operationsgateway.client.Wire.state;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** Tests of answers that are not those of a gateway: a clear error, within seconds. */
class BadInputTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 64 * 1024;
    private static final String PORTAL = "<!DOCTYPE html><html><title>Free  Wi-Fi</title></html>";

    private final ScriptedServer server = new ScriptedServer();
    private final OperationsClient client = OperationsClient.builder()
            .baseUrl(server.url())
            .maxAnswerBytes(MAX_BYTES)
            .maxOutage(Duration.ofSeconds(3))
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        answer(200, "text/html", PORTAL),
                        Code.UNKNOWN,
                        "text/html, <!DOCTYPE html><html><title>Free Wi-Fi"),
                arguments(
                        answer(302, "text/html\r\nLocation: http://portal/login", PORTAL),
                        Code.UNKNOWN,
                        "http://portal/login"),
                arguments(
                        answer(200, "application/octet-stream", "data: x\n\n"),
                        Code.UNKNOWN,
                        "application/octet-stream"),
                arguments(
                        answer(404, "text/html", PORTAL), Code.NOT_FOUND, "HTTP 404, is not an answer of the gateway"),
                arguments(answer(403, "text/plain", "denied"), Code.PERMISSION_DENIED, "denied"),
                arguments(answer(400, "application/json", "{\"message\":\"?\"}"), Code.INVALID_ARGUMENT, "HTTP 400"),
                arguments(answer(400, "application/json", "{"), Code.INVALID_ARGUMENT, "HTTP 400"),
                arguments(answer(500, "text/plain", "x".repeat(1000)), Code.INTERNAL, "HTTP 500"),
                arguments(answer(418, "text/plain", ""), Code.UNKNOWN, "HTTP 418"));
    }

    private static Consumer<ScriptedServer> answer(int status, String type, String body) {
        return server -> server.thenAnswer(status, type, body);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerOfAnotherServerFailsAStreamAtOnce(Consumer<ScriptedServer> answer, Code code, String message) {
        answer.accept(server);

        assertFailure(client.watch(NAME), code, message);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerOfAnotherServerFailsARequestAtOnce(Consumer<ScriptedServer> answer, Code code, String message) {
        answer.accept(server);

        assertFailure(client.get(NAME).flux(), code, message);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.9\r\n", "HTTP/9.9 hello\r\n\r\n", "\0\0\0\0\0\0\0\0\r\n\r\n"})
    void aServerThatDoesNotSpeakHttpIsAnError(String bytes) {
        for (int i = 0; i < 20; i++) {
            server.then(answer -> answer.write(bytes));
        }

        StepVerifier.create(client.watch(NAME))
                .expectError(StatusException.class)
                .verify(TIMEOUT);
    }

    @Test
    void anEventOfAHundredMegabytesIsRejectedAtTheLimit() {
        server.then(answer -> {
            answer.write(ScriptedServer.STREAM_HEAD + "data: ");
            byte[] chunk = new byte[64 * 1024];
            for (int i = 0; i < 1600; i++) {
                answer.write(chunk);
            }
        });

        assertFailure(client.watch(NAME), Code.RESOURCE_EXHAUSTED, "exceeds 65536 bytes");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anEndlessAnswerIsRejectedAtTheLimit() {
        server.then(answer -> {
            answer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"name\":\"");
            byte[] chunk = new byte[64 * 1024];
            for (int i = 0; i < 1600; i++) {
                answer.write(chunk);
            }
        });

        assertFailure(client.get(NAME).flux(), Code.RESOURCE_EXHAUSTED, "The answer exceeds 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{}", "{\"name\":\"operations/a\",\"done\":1}", "[]", "{\"name\":\"a\"}"})
    void aStateThatIsNoOperationIsAnError(String json) {
        server.thenOpenStream(state("x-1", json));

        StepVerifier.create(client.watch(NAME))
                .expectError(StatusException.class)
                .verify(TIMEOUT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void fieldsOfALaterVersionArePassedOver() {
        String later = done().replace("\"done\"", "\"priority\":{\"a\":[1]},\"done\"");
        server.thenOpenStream(state("x-1", later));

        StepVerifier.create(client.watch(NAME))
                .expectNextCount(1)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void anInvalidNameIsAnErrorBeforeAnyRequest() {
        assertFailure(client.watch("no name"), Code.INVALID_ARGUMENT, "INVALID_NAME");
        assertFailure(client.get("x/../operations/a").flux(), Code.INVALID_ARGUMENT, "INVALID_NAME");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theStatusOfTheServerIsThatOfTheException() {
        server.thenAnswer(404, "application/json", Wire.error(404, "NOT_FOUND", "OPERATION_NOT_FOUND"));

        StepVerifier.create(client.get(NAME))
                .expectErrorSatisfies(failure -> {
                    StatusException exception = (StatusException) failure;
                    assertThat(exception.reason()).isEqualTo(Reason.OPERATION_NOT_FOUND);
                    assertThat(exception.status().code()).contains(Code.NOT_FOUND);
                    assertThat(exception.status().message()).isEqualTo("why");
                    assertThat(exception.status().details()).hasSize(1);
                })
                .verify(TIMEOUT);
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        server.close();

        assertFailure(client.get(NAME).flux(), Code.UNAVAILABLE, "The connection failed");
        assertFailure(client.watch(NAME), Code.UNAVAILABLE, "The connection failed");
    }

    @Test
    void aCertificateThatIsNotTrustedFailsAtOnce() throws Exception {
        assertTlsFailure(certificate -> UnaryOperator.identity());
    }

    @Test
    void aCertificateOfAnotherHostFailsAtOnce() throws Exception {
        assertTlsFailure(certificate -> {
            SslContext trusting =
                    SslContextBuilder.forClient().trustManager(certificate).build();
            return http -> http.secure(tls -> tls.sslContext(trusting));
        });
    }

    /** The settings of a client for a server with a certificate. */
    @FunctionalInterface
    private interface Settings {

        UnaryOperator<HttpClient> of(X509Certificate certificate) throws Exception;
    }

    private static void assertTlsFailure(Settings settings) throws Exception {
        try (ScriptedServer other = ScriptedServer.withCertificateOf("other.example");
                OperationsClient secure = OperationsClient.builder()
                        .baseUrl(other.url())
                        .httpClient(settings.of(other.certificate()))
                        .build()) {
            other.thenOpenStream(state("x-1", done()));

            assertFailure(secure.watch(NAME), Code.UNAVAILABLE, "The server cannot be trusted");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void anEmptyStateWithoutIdIsResumedFromTheStart() {
        server.thenStream("retry: 20\n\ndata: " + running(1) + "\n\n").thenStream(state("x-2", done()));

        StepVerifier.create(client.watch(NAME))
                .expectNextCount(2)
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(server.header(1, "last-event-id")).isEmpty();
    }

    private static void assertFailure(Flux<?> flux, Code code, String message) {
        StepVerifier.create(flux)
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(StatusException.class).hasMessageContaining(message);
                    assertThat(((StatusException) failure).status().code()).contains(code);
                })
                .verify(TIMEOUT);
    }
}
