package org.operationsgateway.core.rpc;

import java.time.Duration;
import java.util.Locale;

/**
 * The delay before a client may retry a request. Immutable.
 *
 * @param retryDelay the minimum delay, not negative; truncated to milliseconds when written
 */
public record RetryInfo(Duration retryDelay) implements ErrorDetail {

    public RetryInfo {
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException("A retry delay must not be negative");
        }
    }

    @Override
    public Any toAny() {
        int millis = retryDelay.toMillisPart();
        String fraction = millis == 0 ? "" : String.format(Locale.ROOT, ".%03d", millis);
        String seconds = retryDelay.toSeconds() + fraction + "s";
        return DetailJson.write("RetryInfo", json -> json.string("retryDelay", seconds));
    }
}
