package org.operationsgateway.core.rpc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The reason for a failure, for programs. Immutable.
 *
 * @param reason in UPPER_SNAKE_CASE, unique within the domain
 * @param domain the service that defines the reason
 * @param metadata additional values by name, written in iteration order
 */
public record ErrorInfo(String reason, String domain, Map<String, String> metadata) implements ErrorDetail {

    /** The domain of every {@link Reason}. */
    public static final String DOMAIN = "operationsgateway.org";

    public ErrorInfo {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Returns a detail with a reason of the gateway and without metadata. */
    public static ErrorInfo of(Reason reason) {
        return new ErrorInfo(reason.name(), DOMAIN, Map.of());
    }

    @Override
    public Any toAny() {
        return DetailJson.write("ErrorInfo", json -> {
            json.string("reason", reason).string("domain", domain);
            if (!metadata.isEmpty()) {
                json.strings("metadata", metadata);
            }
        });
    }
}
