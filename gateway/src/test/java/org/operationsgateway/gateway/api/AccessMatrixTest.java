package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operationsgateway.gateway.api.request.RouteTarget;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.security.caller.Issuer;
import org.operationsgateway.testkit.http.Api;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Each route, from the table of routes, with each kind of credential. */
@GatewayTest(properties = "gateway.security.limits.refusals-per-second=0")
@DirtiesContext
class AccessMatrixTest {

    private static final Duration HOUR = Duration.ofHours(1);
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final Issuer ISSUER = new Issuer();

    private final Api api;
    private final RouteTable routes;
    private final String parent = "tenants/" + UUID.randomUUID();

    AccessMatrixTest(Api api, RouteTable routes) {
        this.api = api;
        this.routes = routes;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
        properties.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> Issuer.AUDIENCE);
    }

    @BeforeEach
    void create() {
        HttpResponse<String> created = api.send(
                "POST",
                "/v1/" + parent + "/operations?operationId=x",
                "",
                "Authorization",
                "Bearer " + ISSUER.token(HOUR, "admin:*"));
        assertThat(created.statusCode()).isEqualTo(200);
    }

    /** Returns all routes as texts such as {@code GET OPERATION}, and the streams as {@code WATCH OPERATION}. */
    private Set<String> allRoutes() {
        Set<String> all = new TreeSet<>(Set.of("WATCH OPERATION", "WATCH COLLECTION"));
        for (RouteTarget target : RouteTarget.values()) {
            routes.methods(target).forEach(method -> all.add(method + " " + target));
        }
        return all;
    }

    private int status(String route, String... headers) {
        String[] parts = route.split(" ", 2);
        boolean watch = parts[0].equals("WATCH");
        RouteTarget target = RouteTarget.valueOf(parts[1]);
        String path = target.pattern()
                .replace("{version}", "v1")
                .replace("{name}", parent + "/operations/none")
                .replace("{parent}", parent);
        String[] all = Arrays.copyOf(headers, headers.length + (watch ? 2 : 0));
        if (watch) {
            all[headers.length] = "Accept";
            all[headers.length + 1] = "text/event-stream";
        }
        // An invalid filter ends the stream of a collection, which would be open for ever, before it begins.
        String query = watch && target == RouteTarget.COLLECTION ? "?filter=)" : "";
        return api.send(watch ? "GET" : parts[0], path + query, "", all).statusCode();
    }

    private Map<String, String> wrongTokens() throws JOSEException {
        Map<String, String> tokens = new LinkedHashMap<>();
        JWTClaimsSet claims = ISSUER.claims(HOUR, "admin:*").build();
        JWSHeader.Builder rs256 =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ISSUER.key().getKeyID());
        tokens.put("malformed", "x.y.z");
        tokens.put("expired", ISSUER.token(Duration.ofMinutes(-5), "admin:*"));
        tokens.put(
                "not yet valid",
                ISSUER.sign(ISSUER.claims(HOUR, "admin:*")
                        .notBeforeTime(Date.from(Instant.now().plus(HOUR)))
                        .build()));
        tokens.put(
                "wrong audience",
                ISSUER.sign(ISSUER.claims(HOUR, "admin:*").audience("x").build()));
        tokens.put(
                "wrong issuer",
                ISSUER.sign(ISSUER.claims(HOUR, "admin:*")
                        .issuer("https://x.example")
                        .build()));
        tokens.put("wrong key", Issuer.sign(claims, new RSASSASigner(Issuer.newKey()), rs256));
        tokens.put("alg=none", new PlainJWT(claims).serialize());
        tokens.put(
                "HS256 with the public key",
                Issuer.sign(
                        claims,
                        new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()),
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(ISSUER.key().getKeyID())));
        return tokens;
    }

    @Test
    void noRouteIsOpenToAWrongCredential() throws JOSEException {
        Map<String, String> tokens = wrongTokens();
        for (String route : allRoutes()) {
            assertThat(status(route)).as(route + " without a credential").isEqualTo(401);
            tokens.forEach((name, token) -> assertThat(status(route, "Authorization", "Bearer " + token))
                    .as(route + " with a token that is " + name)
                    .isEqualTo(401));
        }
    }

    @Test
    void noRouteIsOpenToACallerOfAnotherParent() {
        String token = ISSUER.token(HOUR, "admin:tenants/another");
        for (String route : allRoutes()) {
            assertThat(status(route, "Authorization", "Bearer " + token))
                    .as(route)
                    .isEqualTo(403);
        }
    }

    /** Written by hand: the routes that each role may use. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            viewer   | GET COLLECTION, WATCH COLLECTION, GET OPERATION, WATCH OPERATION, \
            GET WAIT, POST WAIT, GET HISTORY
            operator | GET COLLECTION, WATCH COLLECTION, GET OPERATION, WATCH OPERATION, \
            GET WAIT, POST WAIT, GET HISTORY, POST CANCEL, DELETE OPERATION
            producer | WATCH COLLECTION, GET OPERATION, WATCH OPERATION, \
            POST COLLECTION, PATCH OPERATION, POST COMPLETE, POST HEARTBEAT
            admin    | GET COLLECTION, WATCH COLLECTION, GET OPERATION, WATCH OPERATION, \
            GET WAIT, POST WAIT, GET HISTORY, POST CANCEL, DELETE OPERATION, \
            POST COLLECTION, PATCH OPERATION, POST COMPLETE, POST HEARTBEAT
            """)
    void aRoleOpensItsRoutes(String role, String allowed) {
        String token = ISSUER.token(HOUR, role + ":" + parent);
        List<String> open = List.of(allowed.split(", ", -1));
        assertThat(allRoutes()).containsAll(open);
        for (String route : allRoutes()) {
            int status = status(route, "Authorization", "Bearer " + token);
            assertThat(status != 401 && status != 403)
                    .as(route + " was answered with " + status)
                    .isEqualTo(open.contains(route));
        }
    }
}
