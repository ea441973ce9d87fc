package org.operationsgateway.gateway.security.signed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.gateway.security.grant.Grants;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds;

/** The fields of a caller in the content of a signed text, written and read. Not thread-safe. */
public final class CallerJson {

    private String principal = "";
    private final List<String> grants = new ArrayList<>();
    private @Nullable Instant expiry;
    private @Nullable String setting;
    private @Nullable String session;
    private @Nullable Instant sessionStart;

    /** Adds the fields of a caller to an object. */
    public static JsonBuilder write(JsonBuilder json, Caller caller) {
        writeGrants(json.string("principal", caller.principal()), caller.grants());
        if (caller.expiry() != null) {
            json.string("end", caller.expiry().toString());
        }
        if (caller.ids().setting() != null) {
            json.string("setting", caller.ids().setting());
        }
        CredentialIds.SessionId id = caller.ids().session();
        return id == null
                ? json
                : json.string("session", id.id())
                        .string("sessionStart", id.start().toString());
    }

    /** Adds an array of the grants to an object. */
    public static JsonBuilder writeGrants(JsonBuilder json, Grants grants) {
        json.beginArray("grants");
        // A grant contains no character that needs an escape.
        grants.grants().forEach(grant -> json.element('"' + grant.toString() + '"'));
        return json.endArray();
    }

    /** Reads a field, if it belongs to the caller; skips it otherwise. Its value must not be null. */
    public void read(JsonInput input, String field) {
        switch (field) {
            case "principal" -> principal = input.string(field);
            case "end" -> expiry = Instant.parse(input.string(field));
            case "setting" -> setting = input.string(field);
            case "session" -> session = input.string(field);
            case "sessionStart" -> sessionStart = Instant.parse(input.string(field));
            case "grants" -> {
                input.enterArray(field);
                while (input.nextElement()) {
                    grants.add(input.string(field));
                }
            }
            default -> input.skip();
        }
    }

    /** Returns the caller whose fields have been read. */
    public Caller caller(Caller.Scheme scheme) {
        CredentialIds ids = session == null || sessionStart == null
                ? new CredentialIds(setting, null)
                : new CredentialIds(setting, new CredentialIds.SessionId(session, sessionStart));
        return new Caller(principal, scheme, Grants.parse(grants), expiry, ids);
    }
}
