package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.tls.CertificateAuthority;
import reactor.core.publisher.Flux;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;
import reactor.test.StepVerifier;

/** Tests of TLS with a gateway whose certificate is for localhost, of an authority that only its clients trust. */
class TlsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int WATCHES = 20;

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();
    private static TestDatabase database;
    private static GatewayProcess gateway;

    @TempDir
    static Path folder;

    private static Path authority;

    @BeforeAll
    static void start() {
        authority = AUTHORITY.write(folder.resolve("authority.pem"));
        database = TestDatabase.create();
        gateway = GatewayProcess.startWithTls(AUTHORITY, database);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        database.close();
    }

    @Test
    void allStreamsShareOneConnectionWithHttp2() {
        Set<String> protocols = ConcurrentHashMap.newKeySet();
        Set<Object> connections = ConcurrentHashMap.newKeySet();
        OperationsClientBuilder builder = builder("localhost")
                .httpClient(http -> trusting(http).doOnResponse((response, connection) -> {
                    protocols.add(response.version().text());
                    connections.add(connection.channel().parent());
                }));
        try (OperationsClient client =
                builder.maxConnections(1).maxStreamConnections(1).build()) {
            Flux<Integer> steps = Flux.range(1, WATCHES)
                    .flatMap(
                            i -> client.watch("operations/w" + i).doOnNext(first -> {
                                if (!first.done()) {
                                    client.handle("operations/w" + i).complete().subscribe();
                                }
                            }),
                            WATCHES)
                    .filter(operation -> operation.done())
                    .map(operation -> 1);
            Flux.range(1, WATCHES)
                    .flatMap(i -> client.create(
                            "",
                            CreateOptions.defaults().withOperationId("w" + i).withoutLease()))
                    .blockLast(TIMEOUT);

            StepVerifier.create(steps).expectNextCount(WATCHES).expectComplete().verify(TIMEOUT);
        }
        assertThat(protocols).containsExactly("HTTP/2.0");
        // One for the streams, and one for the requests.
        assertThat(connections).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aCertificateOfAnotherHostFailsAtOnce() {
        assertUntrusted(
                builder("other.example").httpClient(http -> trusting(http).resolver(new LoopbackResolver())),
                "other.example");
    }

    @Test
    void anAuthorityThatIsNotTrustedFailsAtOnce() {
        assertUntrusted(builder("localhost"), "certification path");
    }

    private static OperationsClientBuilder builder(String host) {
        return OperationsClient.builder().baseUrl("https://" + host + ":" + gateway.serverPort());
    }

    /** The settings of an application that trusts an authority of its own. */
    private static HttpClient trusting(HttpClient http) {
        SslProvider.GenericSslContextSpec<SslContextBuilder> context =
                Http2SslContextSpec.forClient().configure(ssl -> ssl.trustManager(authority.toFile()));
        return http.secure(tls -> tls.sslContext(context));
    }

    /** A resolver of all names to the loopback address. */
    private static final class LoopbackResolver extends AddressResolverGroup<InetSocketAddress> {

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {

                @Override
                protected void doResolve(String name, Promise<InetAddress> address) {
                    address.setSuccess(InetAddress.getLoopbackAddress());
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> addresses) {
                    addresses.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            }.asAddressResolver();
        }
    }

    private static void assertUntrusted(OperationsClientBuilder builder, String problem) {
        try (OperationsClient client =
                builder.maxConnections(1).maxStreamConnections(1).build()) {
            StepVerifier.create(Flux.merge(client.watch("operations/a"), client.get("operations/a")))
                    .expectErrorSatisfies(failure -> {
                        assertThat(failure).hasMessageContainingAll("The server cannot be trusted", problem);
                        assertThat(((StatusException) failure).status().code()).contains(Code.UNAVAILABLE);
                    })
                    .verify(TIMEOUT);
        }
    }
}
