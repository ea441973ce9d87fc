package org.operationsgateway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.http.ClientAddress;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** The address of a client behind proxies. */
class ForwardedAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10.0.0.1  | 203.0.113.7                      | 203.0.113.7
                    10.0.0.1  | 198.51.100.1, 203.0.113.7        | 203.0.113.7
                    10.0.0.1  | 198.51.100.1,203.0.113.7,10.9.9.9| 203.0.113.7
                    10.0.0.1  | 10.0.0.2, 10.0.0.3               | 10.0.0.2
                    10.0.0.1  | 2001:db8::1                      | 2001:db8:0:0:0:0:0:1
                    10.0.0.1  |                                  | 10.0.0.1
                    10.0.0.1  | unknown                          | 10.0.0.1
                    10.0.0.1  | 203.0.113.7, x.example.com       | 10.0.0.1
                    10.0.0.1  | 203.0.113.7,                     | 203.0.113.7
                    192.0.2.9 | 203.0.113.7                      | 192.0.2.9
                    192.0.2.1 | 203.0.113.7                      | 203.0.113.7
                    """)
    void theLastAddressThatIsNoTrustedProxyIsTheClient(String peer, @Nullable String header, String client) {
        assertThat(address(List.of("10.0.0.0/8", "192.0.2.1"), peer, header)).isEqualTo(client);
    }

    @Test
    void withoutTrustedProxiesTheHeaderHasNoEffect() {
        assertThat(address(List.of(), "10.0.0.1", "203.0.113.7")).isEqualTo("10.0.0.1");
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(address(List.of("10.0.0.0/8"), "10.0.0.1", "203.0.113.7", "10.0.0.5"))
                .isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/x", "10.0.0.0/33", "", "/8", "10.0.0.0/-1"})
    void anInvalidProxyIsRefusedWithTheNameOfTheSetting(String proxy) {
        assertThatThrownBy(() -> filter(List.of(proxy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gateway.security.trusted-proxies: " + proxy);
    }

    private static ForwardedAddressFilter filter(List<String> proxies) {
        return new ForwardedAddressFilter(new SecurityProperties(List.of(), List.of(), proxies));
    }

    private static String address(List<String> proxies, String peer, @Nullable String... headers) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 1));
        Arrays.stream(headers)
                .filter(header -> header != null)
                .forEach(header -> request.header("X-Forwarded-For", header));
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        filter(proxies).filter(exchange, next -> Mono.empty()).block();
        return ClientAddress.of(exchange).getHostAddress();
    }
}
