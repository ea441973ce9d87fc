package org.operationsgateway.core.rpc;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.operationsgateway.core.json.JsonInput;

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

    private static final String TYPE = "type.googleapis.com/google.rpc.ErrorInfo";
    private static final String REASON = "reason";

    public ErrorInfo {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Returns a detail with a reason of the gateway and without metadata. */
    public static ErrorInfo of(Reason reason) {
        return new ErrorInfo(reason.name(), DOMAIN, Map.of());
    }

    /** Returns the reason in the details of a status; empty if there is none that this version knows. */
    static Optional<Reason> reason(Status status) {
        return status.details().stream()
                .filter(detail -> detail.type().equals(TYPE))
                .map(detail -> JsonInput.readObject(detail.json(), ErrorInfo::readReason))
                .flatMap(name -> Arrays.stream(Reason.values())
                        .filter(reason -> reason.name().equals(name)))
                .findFirst();
    }

    private static String readReason(JsonInput input) {
        String reason = "";
        for (String name = input.nextField(); name != null; name = input.nextField()) {
            boolean isSet = !input.nextIsNull();
            if (name.equals(REASON) && isSet) {
                reason = input.string(name);
            } else if (isSet) {
                input.skip();
            }
        }
        return reason;
    }

    @Override
    public Any toAny() {
        return DetailJson.write("ErrorInfo", json -> {
            json.string(REASON, reason).string("domain", domain);
            if (!metadata.isEmpty()) {
                json.strings("metadata", metadata);
            }
        });
    }
}
