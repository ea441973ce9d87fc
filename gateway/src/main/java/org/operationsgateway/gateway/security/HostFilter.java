package org.operationsgateway.gateway.security;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.caller.AuthenticationMode;
import org.operationsgateway.gateway.security.origin.HostAuthority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A filter that rejects requests for unknown hosts: the name of a foreign page that resolves to the address of the
 * gateway, so that the page has the origin of the gateway (DNS rebinding). If requests need a credential, such a page
 * has none, and the names are not checked. Thread-safe.
 *
 * <p>Known are the loopback names, {@code server.address}, the address that the connection uses, and
 * {@code gateway.security.hosts}. An address cannot be rebound. A client of HTTP/1.0 may omit the header.
 */
@Component
// Before the filters of Spring Security.
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class HostFilter implements WebFilter {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String ANY = "*";

    private final Set<String> hosts;
    private final AuthenticationMode mode;

    HostFilter(SecurityProperties properties, AuthenticationMode mode, @Value("${server.address:}") String address) {
        this.mode = mode;
        this.hosts = Stream.concat(LOOPBACK.stream(), Stream.concat(properties.hosts().stream(), Stream.of(address)))
                .map(HostAuthority::host)
                // Without the setting, the address is empty, and an empty header is no known name.
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        @Nullable String authority = exchange.getRequest().getHeaders().getFirst("Host");
        if (mode.required() || authority == null || isKnown(HostAuthority.host(authority), exchange)) {
            return chain.filter(exchange);
        }
        return Mono.error(StatusException.of(
                Reason.UNKNOWN_HOST,
                "The Host header is not a name of this gateway. Add the name to the setting gateway.security.hosts."));
    }

    private boolean isKnown(String host, ServerWebExchange exchange) {
        return hosts.contains(host)
                || hosts.contains(ANY)
                || isAddress(host, exchange.getRequest().getLocalAddress());
    }

    private static boolean isAddress(String host, @Nullable InetSocketAddress local) {
        byte @Nullable [] address = NetUtil.createByteArrayFromIpAddressString(host);
        return address != null
                && local != null
                && Arrays.equals(address, local.getAddress().getAddress());
    }
}
