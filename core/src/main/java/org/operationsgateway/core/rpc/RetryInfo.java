package org.operationsgateway.core.rpc;

import java.time.Duration;
import java.util.Locale;

/**
 * When a request may be tried again.
 *
 * @param retryDelay at least how long to wait, not negative; milliseconds count, what is finer does not
 */
public record RetryInfo(Duration retryDelay) implements ErrorDetail {

    public RetryInfo {
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException("A delay is not negative");
        }
    }

    @Override
    public Any toAny() {
        return DetailWriter.write("RetryInfo", json -> {
            int millis = retryDelay.toMillisPart();
            String fraction = millis == 0 ? "" : String.format(Locale.ROOT, ".%03d", millis);
            json.writeStringProperty("retryDelay", retryDelay.toSeconds() + fraction + "s");
        });
    }
}
