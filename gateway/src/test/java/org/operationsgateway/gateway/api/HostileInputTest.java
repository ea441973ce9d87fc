package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of long inputs that a parser with backtracking or recursion answers late or never. */
@GatewayTest
class HostileInputTest {

    private static final int LENGTH = 64 * 1024;

    /** The time of such a parser is minutes; that of a linear one, milliseconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String collection = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final String operation = collection + "/x";
    private final Api api;

    HostileInputTest(Api running) {
        this.api = new Api(running::port, TIMEOUT);
    }

    @BeforeEach
    void create() {
        assertThat(api.post(collection + "?operationId=x").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @MethodSource("entityTags")
    void aLongIfMatchHeaderIsAnsweredAtOnce(String tags) {
        assertThat(patch("", "If-Match", tags).statusCode()).isIn(400, 409);
    }

    static Stream<String> entityTags() {
        return Stream.of(
                "x" + " ".repeat(LENGTH) + "x",
                "\"x\"" + " ".repeat(LENGTH) + "x",
                "W/".repeat(LENGTH / 2),
                "\"".repeat(LENGTH),
                "\"\",".repeat(LENGTH / 3),
                "W/\"x\" , ".repeat(LENGTH / 8),
                ", ".repeat(LENGTH / 2),
                "\"" + "1".repeat(LENGTH) + "\"",
                "\"" + "1-".repeat(LENGTH / 2) + "\"");
    }

    @Test
    void aLongEtagParameterIsAnsweredAtOnce() {
        assertError(patch("?etag=x" + "%20".repeat(LENGTH / 3) + "x%22"), Reason.INVALID_PARAMETER);
    }

    @Test
    void anUpdateMaskOfManyPathsIsAnswered() {
        assertThat(patch("?updateMask=metadata" + ",metadata".repeat(4000)).statusCode())
                .isEqualTo(200);
        assertThat(patch("?updateMask=metadata" + ",metadata.a.b".repeat(4000)).statusCode())
                .isEqualTo(200);
        assertError(patch("?updateMask=metadata" + ",metadata".repeat(4000) + ",name"), Reason.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pageSize", "pageToken", "filter", "name", "lastEventId", "conflate", "view", "etag", "x"})
    void aLongParameterOfAReadIsAnsweredAtOnce(String parameter) {
        hostileTexts()
                .forEach(text -> assertThat(api.get(collection + "?" + parameter + "=" + text)
                                .statusCode())
                        .isIn(200, 400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease", "timeout", "ttl", "operationId", "requestId", "cancellation"})
    void aLongParameterOfACreateIsAnsweredAtOnce(String parameter) {
        hostileTexts()
                .forEach(text -> assertThat(api.post(collection + "?" + parameter + "=" + text)
                                .statusCode())
                        .isEqualTo(400));
    }

    /** Texts without characters to escape in a query. */
    private static Stream<String> hostileTexts() {
        return Stream.of("1", "(", "-", "a.", "a:", "a=1,", "NOT+", "1.0", "*", "%20", "%22", "%5C", "-0.")
                .map(unit -> unit.repeat(LENGTH / unit.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/-", "/a", "/operations", "/%2F", ":", "%25", ";a=b", "/;", "/..", "+"})
    void aLongPathIsAnsweredAtOnce(String unit) {
        String path = unit.repeat(LENGTH / unit.length());
        assertThat(api.get("/v1" + path + "/operations").statusCode()).isIn(200, 400, 404);
        assertThat(api.get("/v1/operations" + path).statusCode()).isIn(200, 400, 404);
        assertThat(api.get("/x" + path).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @MethodSource("unitsOfBodies")
    void aLongBodyIsAnsweredAtOnce(String unit) {
        String text = unit.repeat(1024 * 1024 / unit.length() - 100);
        assertThat(api.patch(operation, "{\"metadata\":{\"@type\":\"t/T\",\"a\":" + text)
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.patch(operation, text).statusCode()).isEqualTo(400);
    }

    static Stream<String> unitsOfBodies() {
        return Stream.of("[", "{'a':", "'", "\\", "1", "-", "1e", " ", "\\ud800", "[],", "{},", "'':0,")
                .map(unit -> unit.replace('\'', '"'));
    }

    @Test
    void aBodyOfManyGzipMembersWithoutContentIsAnswered() throws IOException {
        byte[] member = gzip("");
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 8_000; i++) {
            members.write(member);
        }
        assertThat(create(members.toByteArray()).body()).contains("\"done\":false");

        members.write(gzip("{\"done\":true}"));
        assertThat(create(members.toByteArray()).body()).contains("\"done\":true");
    }

    private HttpResponse<String> create(byte[] gzip) {
        return api.post(collection, gzip, "Content-Type", "application/json", "Content-Encoding", "gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(UTF_8));
        }
        return compressed.toByteArray();
    }

    private HttpResponse<String> patch(String query, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return api.send("PATCH", operation + query, "{\"metadata\":{\"@type\":\"t/T\"}}", all);
    }
}
