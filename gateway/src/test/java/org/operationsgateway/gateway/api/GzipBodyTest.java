package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;

/** Tests of compressed request bodies, which Google's discovery clients send. */
@GatewayTest
class GzipBodyTest {

    private static final String PROGRESS = "{\"metadata\":{\"@type\":\"type.example.com/P\",\"percent\":50}}";

    private final String list = "/v1/tests/" + UUID.randomUUID() + "/operations";
    private final Api api;

    GzipBodyTest(Api api) {
        this.api = api;
    }

    private HttpResponse<String> post(byte[] body, String encoding) {
        return api.post(list, body, "Content-Type", "application/json", "Content-Encoding", encoding);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void aBodyIsDecodedByItsContentEncoding(String encoding) throws IOException {
        assertThat(post(gzip(PROGRESS.getBytes(UTF_8)), encoding).body()).contains("\"percent\":50");
        assertThat(post(PROGRESS.getBytes(UTF_8), "identity").body()).contains("\"percent\":50");
        assertThat(post(new byte[0], encoding).statusCode()).isEqualTo(200);
    }

    @Test
    void aDecompressionBombIsRejectedAtTheBodyLimit() throws IOException {
        byte[] bomb = gzip(new byte[100_000_000]);
        assertThat(bomb).hasSizeLessThan(200_000);
        assertError(post(bomb, "gzip"), Reason.BODY_TOO_LARGE);
    }

    @Test
    void anInvalidOrUnsupportedEncodingIsRefused() throws IOException {
        byte[] whole = gzip(PROGRESS.getBytes(UTF_8));
        assertError(post(PROGRESS.getBytes(UTF_8), "gzip"), Reason.INVALID_BODY);
        assertError(post(Arrays.copyOf(whole, whole.length / 2), "gzip"), Reason.INVALID_BODY);
        assertError(post(whole, "br"), Reason.UNSUPPORTED_MEDIA_TYPE);
        assertError(post(whole, "gzip, gzip"), Reason.UNSUPPORTED_MEDIA_TYPE);
        assertThat(api.get(list).body()).isEqualTo("{\"operations\":[]}");
    }
}
