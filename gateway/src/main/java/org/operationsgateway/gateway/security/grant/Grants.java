package org.operationsgateway.gateway.security.grant;

import java.util.List;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.name.ParentPattern;
import org.operationsgateway.core.name.ParentSet;
import org.operationsgateway.gateway.settings.InvalidSettingException;

/** All grants of a caller. Immutable. */
public record Grants(List<Grant> grants) {

    /** The grant of everything. */
    public static final Grants ALL = new Grants(List.of(new Grant(Role.ADMIN, ParentPattern.ALL)));

    public Grants {
        grants = List.copyOf(grants);
    }

    /**
     * Parses grants.
     *
     * @throws IllegalArgumentException if one of the texts is not a grant
     */
    public static Grants parse(List<String> texts) {
        return new Grants(texts.stream().map(Grant::parse).toList());
    }

    /**
     * Parses grants in the settings.
     *
     * @throws IllegalArgumentException if one of the texts is not a grant; the message names the setting
     */
    public static Grants ofSetting(String setting, List<String> texts) {
        try {
            return parse(texts);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(setting + ": " + e.getMessage(), e);
        }
    }

    /** Returns whether a permission is granted for the operations of a parent. */
    public boolean allow(Permission permission, Parent parent) {
        return grants.stream()
                .anyMatch(
                        grant -> grant.role().has(permission) && grant.parents().matches(parent));
    }

    /** Returns the parents for whose operations a permission is granted. */
    public ParentSet parents(Permission permission) {
        return new ParentSet(grants.stream()
                .filter(grant -> grant.role().has(permission))
                .map(Grant::parents)
                .toList());
    }
}
