package org.operationsgateway.gateway.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.RequestFingerprint;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Recognises a request that comes twice, by the id that its client has given it. */
public final class RequestFingerprints {

    private static final Pattern LEGAL = Pattern.compile("[!-~]{1,128}");
    private static final String[] PART_OF_IT = {"operationId", "cancellation", "lease", "timeout", "ttl"};

    private RequestFingerprints() {}

    /** The request with all that it asks for; empty if it has no id. */
    public static Optional<RequestFingerprint> of(ServerRequest request, byte[] body) {
        return QueryParameters.text(request, "requestId")
                .map(id -> new RequestFingerprint(legal(id), hash(request, body)));
    }

    private static String legal(String id) {
        if (!LEGAL.matcher(id).matches()) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER,
                    "requestId",
                    "requestId must be 1 to 128 visible ASCII characters; a UUID is best.");
        }
        return id;
    }

    private static byte[] hash(ServerRequest request, byte[] body) {
        MessageDigest digest = sha256();
        for (String name : PART_OF_IT) {
            digest.update(QueryParameters.text(request, name).orElse("").getBytes(UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest(body);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
