package org.operationsgateway.core.rpc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request failed, for programs.
 *
 * @param reason in UPPER_SNAKE_CASE, unique within the domain
 * @param domain who defines the reason
 * @param metadata further facts by name, written in their order; immutable
 */
public record ErrorInfo(String reason, String domain, Map<String, String> metadata) implements ErrorDetail {

    /** The domain of every {@link Reason}. */
    public static final String DOMAIN = "operationsgateway.org";

    public ErrorInfo {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** One of the gateway's own reasons, without further facts. */
    public static ErrorInfo of(Reason reason) {
        return new ErrorInfo(reason.name(), DOMAIN, Map.of());
    }

    @Override
    public Any toAny() {
        return DetailWriter.write("ErrorInfo", json -> {
            json.writeStringProperty("reason", reason);
            json.writeStringProperty("domain", domain);
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart("metadata");
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
        });
    }
}
