package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the reader of HTTP responses, with reads that end at any byte. */
class ResponseReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nA: b\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            })
    void findsTheEndOfAResponseThatIsSplitBetweenTwoReads(String response) {
        for (int cut = 1; cut < response.length(); cut++) {
            ResponseReader reader = new ResponseReader();
            for (int responses = 0; responses < 2; responses++) {
                assertThat(read(reader, response.substring(0, cut)))
                        .as("cut at " + cut)
                        .isZero();
                assertThat(read(reader, response.substring(cut)))
                        .as("cut at " + cut)
                        .isEqualTo(200);
            }
        }
    }

    private static int read(ResponseReader reader, String text) {
        return reader.read(text.getBytes(US_ASCII), text.length());
    }
}
