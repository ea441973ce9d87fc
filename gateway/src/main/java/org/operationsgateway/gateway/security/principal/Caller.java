package org.operationsgateway.gateway.security.principal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.security.grant.Grants;
import org.springframework.web.server.ServerWebExchange;

/**
 * The verified caller of a request. Immutable.
 *
 * @param principal the name of the caller, for the audit log
 * @param scheme the kind of credential
 * @param expiry the time at which the credential expires; null if it does not
 * @param ids the identifiers by which the credential is revoked
 * @param target the only stream that the caller may open, with a ticket; null without a ticket
 */
public record Caller(
        String principal,
        Scheme scheme,
        Grants grants,
        @Nullable Instant expiry,
        CredentialIds ids,
        @Nullable StreamTarget target) {

    /** The caller of every request in the mode {@code open}: it may do everything. */
    public static final Caller OPEN = new Caller("anyone", Scheme.NONE, Grants.ALL, null, CredentialIds.NONE);

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Creates a caller without a ticket. */
    public Caller(String principal, Scheme scheme, Grants grants, @Nullable Instant expiry, CredentialIds ids) {
        this(principal, scheme, grants, expiry, ids, null);
    }

    /** A kind of credential. */
    public enum Scheme {
        NONE,
        API_KEY,
        TOKEN,
        CERTIFICATE,
        SESSION,
        TICKET
    }

    /** Returns the first 128 bits of the hash of the principal; null in the mode {@code open}. */
    public @Nullable UUID creator() {
        if (scheme == Scheme.NONE) {
            return null;
        }
        ByteBuffer hash = PrincipalHash.of(principal);
        return new UUID(hash.getLong(), hash.getLong());
    }

    /** Returns the caller of a request, after {@link #setOn}. */
    public static Caller of(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.getAttribute(ATTRIBUTE), "The caller has not been verified.");
    }

    /** Returns the caller of a request; null if it has not been verified. */
    public static @Nullable Caller find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** Records this as the caller of a request. */
    public void setOn(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
