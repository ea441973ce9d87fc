package org.operationsgateway.gateway.security;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.http.ClientAddress;
import org.operationsgateway.gateway.settings.InvalidSettingException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A filter that records the address of a client behind trusted proxies: the last one in {@code X-Forwarded-For} that is
 * not theirs. What a client itself writes into the header is before it, and has no effect. Thread-safe.
 */
@Component
// Before everything that counts by the address.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ForwardedAddressFilter implements WebFilter {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> proxies;

    /** Throws {@link IllegalArgumentException} if an address of a proxy is not valid. */
    ForwardedAddressFilter(SecurityProperties properties) {
        this.proxies = properties.trustedProxies().stream()
                .map(ForwardedAddressFilter::subnet)
                .toList();
    }

    private static IpSubnetFilterRule subnet(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            int allBits = NetUtil.isValidIpV4Address(address) ? 32 : 128;
            int bits = slash < 0 ? allBits : Integer.parseInt(text.substring(slash + 1));
            return new IpSubnetFilterRule(parsed(address), bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new InvalidSettingException(
                    "gateway.security.trusted-proxies: " + text + " is neither an address nor a subnet: write it as"
                            + " 10.0.0.0/8.",
                    e);
        }
    }

    private static InetAddress parsed(String address) throws UnknownHostException {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw new UnknownHostException(address);
        }
        return InetAddress.getByAddress(bytes);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetAddress peer = ClientAddress.of(exchange);
        if (isProxy(peer)) {
            ClientAddress.set(exchange, client(exchange, peer));
        }
        return chain.filter(exchange);
    }

    private InetAddress client(ServerWebExchange exchange, InetAddress peer) {
        InetAddress address = peer;
        List<String> hops = exchange.getRequest().getHeaders().getOrEmpty(FORWARDED_FOR).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        try {
            for (int i = hops.size() - 1; i >= 0 && isProxy(address); i--) {
                address = parsed(hops.get(i));
            }
        } catch (UnknownHostException malformed) {
            // The address of the proxy that has sent it.
        }
        return address;
    }

    private boolean isProxy(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return proxies.stream().anyMatch(proxy -> proxy.matches(socket));
    }
}
