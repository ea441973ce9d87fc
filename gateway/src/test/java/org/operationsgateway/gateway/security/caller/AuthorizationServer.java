package org.operationsgateway.gateway.security.caller;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An authorization server, mock-oauth2-server, with clients that get tokens by the grant type
 * {@code client_credentials}. Thread-safe.
 */
public final class AuthorizationServer implements AutoCloseable {

    private static final String NAME = "operations";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final Keys keys = new Keys();
    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(
            false,
            null,
            null,
            false,
            new OAuth2TokenProvider(keys, this::now),
            Set.of(new Claims()),
            new NettyWrapper()));
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Duration clockOffset = Duration.ZERO;

    /** The tokens of a client. */
    private record Registration(Duration validity, List<String> grants) {}

    /** The current key. */
    private static final class Keys extends KeyProvider {

        private volatile JWK key = Issuer.newKey();

        @Override
        public JWK signingKey(String issuer) {
            return key;
        }
    }

    /** The claims of the tokens. */
    private final class Claims implements OAuth2TokenCallback {

        @Override
        public String issuerId() {
            return NAME;
        }

        @Override
        public String subject(TokenRequest request) {
            return clientId(request);
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return "JWT";
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return List.of(Issuer.AUDIENCE);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            Registration registration = registrations.get(clientId(request));
            return Map.of("operations", registration.grants(), "exp", Date.from(now().plus(registration.validity())));
        }

        @Override
        public long tokenExpiry() {
            return Duration.ofHours(1).toSeconds();
        }

        private static String clientId(TokenRequest request) {
            return request.getClientAuthentication().getClientID().getValue();
        }
    }

    private Instant now() {
        return Instant.now().plus(clockOffset);
    }

    /** Starts the server on a port of 127.0.0.1; 0 for a free one. */
    public AuthorizationServer start(int port) throws IOException {
        server.start(InetAddress.getByName("localhost"), port);
        return this;
    }

    /** Returns the URL of the issuer on a port. */
    public static String uri(int port) {
        return "http://localhost:" + port + "/" + NAME;
    }

    /** Returns the URL of the issuer. */
    public String uri() {
        return uri(server.baseUrl().port());
    }

    /** Registers a client, or replaces its grants. The secret of each client is {@code secret}. */
    public AuthorizationServer register(String clientId, Duration validity, String... grants) {
        registrations.put(clientId, new Registration(validity, List.of(grants)));
        return this;
    }

    /** Replaces the key. */
    void rotate() {
        keys.key = Issuer.newKey();
    }

    /** Sets the difference between the clock of the server and that of this machine. */
    void shiftClock(Duration offset) {
        clockOffset = offset;
    }

    /** Requests a new token, with the credentials of a client. */
    public String token(String clientId) {
        String credentials =
                Base64.getEncoder().encodeToString((clientId + ":secret").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            Matcher token = TOKEN.matcher(response.body());
            if (!token.find()) {
                throw new AssertionError("No token: " + response.body());
            }
            return token.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
