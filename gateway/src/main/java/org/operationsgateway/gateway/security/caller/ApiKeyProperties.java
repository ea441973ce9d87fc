package org.operationsgateway.gateway.security.caller;

import java.util.HexFormat;
import java.util.List;
import org.operationsgateway.gateway.security.grant.Grants;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;

/**
 * The settings of an API key. Immutable.
 *
 * @param name the name of the caller, for the audit log
 * @param sha256 the SHA-256 hash of the key, 64 hexadecimal digits; the key itself is in no file
 * @param grants what the caller may do, such as producer:projects/p
 */
record ApiKeyProperties(String name, String sha256, List<String> grants) {

    private static final int HASH_BYTES = 32;

    ApiKeyProperties {
        SettingRules.require(
                StringUtils.hasText(name), "gateway.security.api-keys: a key has no name: add one, for the audit log.");
        SettingRules.require(
                isHash(sha256),
                "gateway.security.api-keys: sha256 of " + name
                        + " is not 64 hexadecimal digits: write the SHA-256 hash of the key.");
        SettingRules.require(
                !CollectionUtils.isEmpty(grants),
                "gateway.security.api-keys: " + name + " has no grants: add some, such as viewer:projects/p.");
        Grants.ofSetting("gateway.security.api-keys, " + name, grants);
    }

    private static boolean isHash(String sha256) {
        try {
            return sha256 != null && HexFormat.of().parseHex(sha256).length == HASH_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the caller with this key. */
    Caller caller() {
        return new Caller(name, Caller.Scheme.API_KEY, Grants.parse(grants), null, CredentialIds.ofSetting(this));
    }
}
