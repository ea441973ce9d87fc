package org.operationsgateway.gateway.signal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of signals and sweeps. Immutable.
 *
 * @param enabled whether signals are sent and received; without them, sweeps find all changes of other replicas
 * @param url the URL of the connection for signals, which must not share its session with others; unset for that of the
 *     pool
 * @param pause the minimum time between two signals, in which changes are coalesced; the first signal is not delayed
 * @param sweepInterval the interval of periodic sweeps
 * @param probeInterval the interval at which the connection for signals is tested
 * @param probeTimeout the timeout of a test, and of sending a signal
 */
@ConfigurationProperties("gateway.signal")
public record SignalProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String url,
        @DefaultValue("20ms") Duration pause,
        @DefaultValue("500ms") Duration sweepInterval,
        @DefaultValue("10s") Duration probeInterval,
        @DefaultValue("5s") Duration probeTimeout) {

    private static final String PREFIX = "gateway.signal.";

    /** Throws an exception if a value is out of range. */
    public SignalProperties {
        SettingRules.notNegative(PREFIX + "pause", pause, "no pause");
        SettingRules.positive(PREFIX + "sweep-interval", sweepInterval, "500ms");
        SettingRules.positive(PREFIX + "probe-interval", probeInterval, "10s");
        SettingRules.positive(PREFIX + "probe-timeout", probeTimeout, "5s");
    }
}
