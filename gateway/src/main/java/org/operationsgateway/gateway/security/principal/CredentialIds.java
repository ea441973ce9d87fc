package org.operationsgateway.gateway.security.principal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers by which a credential is revoked, together with the sessions and tickets that were made with it.
 * Immutable.
 *
 * @param setting the entry of the settings that grants, such as an API key; null if none does
 * @param session the session; null without one
 */
public record CredentialIds(
        @Nullable String setting, @Nullable SessionId session) {

    /** The identifiers of a credential that cannot be revoked, such as a token: it is valid until it expires. */
    public static final CredentialIds NONE = new CredentialIds(null, null);

    /**
     * The identifier of a session. Immutable.
     *
     * @param id random text
     * @param start the time at which it began
     */
    public record SessionId(String id, Instant start) {}

    /** Returns the identifiers of a credential that an entry of the settings grants. */
    public static CredentialIds ofSetting(Record entry) {
        return new CredentialIds(settingId(entry), null);
    }

    /** Returns an identifier of exactly this entry of the settings, which reveals nothing about it. */
    public static String settingId(Record entry) {
        return UUID.nameUUIDFromBytes(entry.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Returns the identifiers of a session that was made with this credential. */
    public CredentialIds withSession(SessionId id) {
        return new CredentialIds(setting, id);
    }
}
