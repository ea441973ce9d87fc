package org.operationsgateway.gateway.security.caller;

import java.util.List;
import java.util.Optional;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.session.SessionCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The credential that a request contains, not verified. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2">RFC 6750, Authenticated requests</a>
 */
record Credential(String text, Kind kind) {

    /** The kind of a credential, by its form. */
    enum Kind {
        API_KEY,
        TOKEN,
        TICKET,
        SESSION
    }

    /** The limit on a token, in characters: the default limit of many servers on all headers together. */
    private static final int MAX_LENGTH = 16 * 1024;

    private static final String TICKET = "ticket";
    private static final String BEARER = "bearer ";
    private static final String GOOGLE_API_KEY = "X-Goog-Api-Key";

    /** Returns the credential of a request; empty if there is none. Fails with UNAUTHENTICATED if it is malformed. */
    static Optional<Credential> of(ServerHttpRequest request) {
        if (request.getQueryParams().containsKey("access_token")) {
            throw malformed("The query contains a credential, which logs would contain. Send it in a header.");
        }
        List<String> authorizations = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        List<String> keys = request.getHeaders().getOrEmpty(GOOGLE_API_KEY);
        List<String> tickets = request.getQueryParams().getOrDefault(TICKET, List.of());
        if (authorizations.size() + keys.size() + tickets.size() > 1) {
            throw malformed("The request contains several credentials. Send one.");
        }
        if (!tickets.isEmpty()) {
            return Optional.of(new Credential(check(tickets.getFirst()), Kind.TICKET));
        }
        if (!keys.isEmpty()) {
            return Optional.of(new Credential(check(keys.getFirst()), Kind.API_KEY));
        }
        // A browser adds the cookie by itself, so any other credential decides.
        return authorizations.isEmpty()
                ? SessionCookie.of(request).map(text -> new Credential(check(text), Kind.SESSION))
                : Optional.of(bearer(authorizations.getFirst()));
    }

    private static Credential bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw malformed("The Authorization header does not contain a bearer token.");
        }
        String token = check(authorization.substring(BEARER.length()).strip());
        return new Credential(token, token.startsWith(ApiKeys.PREFIX) ? Kind.API_KEY : Kind.TOKEN);
    }

    private static String check(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw malformed("The credential is empty, or longer than " + MAX_LENGTH + " characters.");
        }
        return text;
    }

    private static StatusException malformed(String message) {
        return StatusException.of(Reason.CREDENTIAL_INVALID, message);
    }

    /** Returns a text without the credential. */
    @Override
    public String toString() {
        return "a credential of the kind " + kind;
    }
}
