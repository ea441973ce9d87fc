package org.operationsgateway.gateway.security.guide;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.httpjson.longrunning.OperationsClient;
import com.google.api.gax.httpjson.longrunning.OperationsSettings;
import com.google.auth.ApiKeyCredentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.longrunning.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The clients in Java of docs/security.md. */
final class GuideClients {

    private GuideClients() {}

    /** Requests a new token by client credentials. */
    static Mono<String> token(String issuer, String client, String secret) {
        // Block: token
        return WebClient.create(issuer)
                .post()
                .uri("/token")
                .headers(headers -> headers.setBasicAuth(client, secret))
                .body(BodyInserters.fromFormData("grant_type", "client_credentials"))
                .retrieve()
                .bodyToMono(new ParameterizedTypeReference<Map<String, Object>>() {})
                .map(answer -> String.valueOf(answer.get("access_token")));
    }

    /** Emits the events of an operation until it is done, with as many tokens as necessary. */
    static Flux<ServerSentEvent<String>> watch(String gateway, Mono<String> token, String name) {
        // Block: stream
        AtomicReference<String> lastEventId = new AtomicReference<>("");
        return token.flatMapMany(current -> WebClient.create(gateway)
                        .get()
                        .uri("/v1/" + name)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .headers(headers -> headers.setBearerAuth(current))
                        .header("Last-Event-ID", lastEventId.get())
                        .retrieve()
                        .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {}))
                .filter(event -> event.data() != null)
                .doOnNext(event -> lastEventId.updateAndGet(last -> event.id() == null ? last : event.id()))
                // The gateway ends the stream before the token expires.
                .repeatWhen(ends -> ends.delayElements(Duration.ofSeconds(1)))
                .takeUntil(event -> "done".equals(event.event()));
    }

    /** Gets an operation with an API key. */
    static Operation getWithKey(String gateway, String key, String name) throws IOException {
        // Block: key
        OperationsSettings settings = OperationsSettings.newBuilder()
                .setEndpoint(gateway)
                .setCredentialsProvider(FixedCredentialsProvider.create(ApiKeyCredentials.create(key)))
                .build();
        try (OperationsClient operations = OperationsClient.create(settings)) {
            return operations.getOperation(name);
        }
    }

    /** Gets an operation with a token. */
    static Operation getWithToken(String gateway, String token, String name) throws IOException {
        // Block: google
        GoogleCredentials credentials = GoogleCredentials.create(
                AccessToken.newBuilder().setTokenValue(token).build());
        OperationsSettings settings = OperationsSettings.newBuilder()
                .setEndpoint(gateway)
                .setCredentialsProvider(FixedCredentialsProvider.create(credentials))
                .build();
        try (OperationsClient operations = OperationsClient.create(settings)) {
            return operations.getOperation(name);
        }
    }
}
