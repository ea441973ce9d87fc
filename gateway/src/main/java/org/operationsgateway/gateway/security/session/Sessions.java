package org.operationsgateway.gateway.security.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds.SessionId;
import org.operationsgateway.gateway.security.revocation.Revocations;
import org.operationsgateway.gateway.security.signed.CallerJson;
import org.operationsgateway.gateway.security.signed.SignedText;
import org.operationsgateway.gateway.store.page.SharedKey;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The sessions of browsers. A session is a signed text in a cookie: it is not stored, and is valid on every replica
 * until it expires or is revoked. Thread-safe.
 */
@Component
public class Sessions {

    /** The limit on a session, in characters: browsers store cookies of 4096 bytes with their names. */
    private static final int MAX_LENGTH = 4000;

    private static final int ID_BYTES = 16;

    private final Mono<SignedText> texts;
    private final Duration maxAge;
    private final Revocations revocations;

    Sessions(SharedKey sharedKey, SessionProperties properties, Revocations revocations) {
        this.texts = sharedKey.derived("session").map(key -> new SignedText(key, MAX_LENGTH));
        this.maxAge = properties.maxAge();
        this.revocations = revocations;
    }

    /**
     * A new session. Immutable.
     *
     * @param caller the caller of requests with the session
     * @param cookie the cookie to store
     */
    public record NewSession(Caller caller, ResponseCookie cookie) {}

    /** Emits a new session of a caller with another credential. Fails with INVALID_ARGUMENT if it would be too long. */
    public Mono<NewSession> begin(Caller caller, ServerHttpRequest request) {
        return texts.map(text -> {
            // Whole milliseconds, which the text repeats.
            Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
            Instant latest = now.plus(maxAge);
            Instant end = caller.expiry();
            Instant expiry = end == null || latest.isBefore(end) ? latest : end;
            Caller bearer = new Caller(
                    caller.principal(),
                    Caller.Scheme.SESSION,
                    caller.grants(),
                    expiry,
                    caller.ids().withSession(new SessionId(newId(), now)));
            String cookie = text.sign(
                            CallerJson.write(JsonBuilder.object(), bearer).build())
                    .orElseThrow(() -> StatusException.of(
                            Reason.BAD_REQUEST, "The grants of the credential are too long for a cookie."));
            return new NewSession(bearer, SessionCookie.store(request, cookie, expiry));
        });
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        // Unique is enough: the signature protects the session. A secure random number would read a file.
        ThreadLocalRandom.current().nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** Emits the caller with a session. Fails with UNAUTHENTICATED if it is not valid or has expired. */
    public Mono<Caller> verify(String session) {
        return texts.map(text -> text.content(session)
                .map(Sessions::parse)
                .filter(caller -> caller.expiry() != null && Instant.now().isBefore(caller.expiry()))
                .orElseThrow(() -> StatusException.of(
                        Reason.CREDENTIAL_INVALID, "The session is not valid, or has expired. Sign in again.")));
    }

    private static Caller parse(String content) {
        return JsonInput.readObject(content, input -> {
            CallerJson caller = new CallerJson();
            for (String field = input.nextField(); field != null; field = input.nextField()) {
                input.nextIsNull();
                caller.read(input, field);
            }
            return caller.caller(Caller.Scheme.SESSION);
        });
    }

    /** Revokes the session of a caller on all replicas, and emits the cookie that removes it. */
    public Mono<ResponseCookie> end(Caller caller, SessionId session, ServerHttpRequest request) {
        return revocations
                .revoke(caller.principal(), session, caller.expiry() == null ? latestExpiry() : caller.expiry())
                .then(Mono.fromSupplier(() -> SessionCookie.remove(request)));
    }

    /** Revokes all sessions of a principal that have begun until now, on all replicas. */
    public Mono<Void> endAll(String principal) {
        return revocations.revokeAll(principal, latestExpiry());
    }

    /** Returns the time at which every session that has begun until now has expired, also with longer settings. */
    private static Instant latestExpiry() {
        return Instant.now().plus(SessionProperties.LIMIT);
    }
}
