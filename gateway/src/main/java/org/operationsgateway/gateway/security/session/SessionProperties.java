package org.operationsgateway.gateway.security.session;

import java.time.Duration;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of sessions. Immutable.
 *
 * @param maxAge the time after which a session expires, if its credential does not expire before; 30 days at most
 */
@ConfigurationProperties("gateway.security.session")
record SessionProperties(@DefaultValue("12h") Duration maxAge) {

    static final Duration LIMIT = Duration.ofDays(30);

    SessionProperties {
        SettingRules.require(
                maxAge.isPositive() && maxAge.compareTo(LIMIT) <= 0,
                "gateway.security.session.max-age is " + maxAge + ": set it to more than 0s, and to 30d at most.");
    }
}
