package org.operationsgateway.gateway.security.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** An issuer of tokens, whose metadata and keys are served by HTTP. Thread-safe. */
public final class Issuer implements AutoCloseable {

    public static final String AUDIENCE = "operations";

    private final DisposableServer server;
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile int status = 200;
    private volatile @Nullable Flux<String> otherKeys;

    public Issuer() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get(
                                "/keys",
                                (request, response) -> response.status(status)
                                        .header("Content-Type", "application/json")
                                        .sendString(keys()))
                        .get(
                                "/.well-known/openid-configuration",
                                (request, response) -> response.status(status)
                                        .header("Content-Type", "application/json")
                                        .sendString(Mono.just("{\"issuer\":\"" + uri() + "\",\"jwks_uri\":\"" + uri()
                                                + "/keys\",\"subject_types_supported\":[\"public\"]}"))))
                .bindNow();
    }

    private Publisher<String> keys() {
        keyRequests.incrementAndGet();
        Flux<String> other = otherKeys;
        return other == null
                ? Mono.fromSupplier(() -> new JWKSet(key.toPublicJWK()).toString())
                : other.doOnSubscribe(subscription -> unfinished.incrementAndGet())
                        .doFinally(signal -> unfinished.decrementAndGet());
    }

    /** Answers requests for the keys with the current key, as at the beginning. */
    void answerKeys() {
        otherKeys = null;
    }

    /** Answers requests for the keys with another body. */
    void answerKeys(Flux<String> body) {
        otherKeys = body;
    }

    /** Returns the number of answers with another body that are not sent completely, and whose client is connected. */
    int unfinished() {
        return unfinished.get();
    }

    /** Returns the number of requests for the keys. */
    public int keyRequests() {
        return keyRequests.get();
    }

    /** Returns a key that no issuer has. */
    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the URL of the issuer. */
    public String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Returns the current key. */
    public RSAKey key() {
        return key;
    }

    /** Replaces the key. */
    void rotate() {
        key = newKey();
    }

    /** Sets the status of the responses. */
    void answer(int newStatus) {
        status = newStatus;
    }

    /** Returns the claims of a valid token. */
    public JWTClaimsSet.Builder claims(Duration validity, String... grants) {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .subject("alice")
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plus(validity)))
                .claim("operations", List.of(grants));
    }

    /** Returns a valid token with grants. */
    public String token(Duration validity, String... grants) {
        return sign(claims(validity, grants).build());
    }

    /** Returns a token with these claims. */
    public String sign(JWTClaimsSet claims) {
        try {
            return sign(claims, new RSASSASigner(key), new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a token with another signature. */
    public static String sign(JWTClaimsSet claims, JWSSigner signer, JWSHeader.Builder header) {
        try {
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
