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

/**
 * The fingerprints of requests, which make retries idempotent.
 *
 * @see <a href="https://google.aip.dev/155">AIP-155</a>
 */
public final class RequestFingerprints {

    private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");
    private static final String[] HASHED_PARAMETERS = {"operationId", "cancellation", "lease", "timeout", "ttl"};

    private RequestFingerprints() {}

    /** Returns the fingerprint of a create request; empty if it contains no id. */
    public static Optional<RequestFingerprint> of(ServerRequest request, byte[] body) {
        return QueryParameters.text(request, "requestId")
                .map(id -> new RequestFingerprint(checkId(id), hash(request, body)));
    }

    /**
     * Returns the fingerprint of a request that changes an operation, in which its path counts, and so the method;
     * empty if it contains no id.
     */
    public static Optional<RequestFingerprint> ofChange(ServerRequest request, byte[] body) {
        return QueryParameters.text(request, "requestId")
                .map(id -> new RequestFingerprint(checkId(id), changeHash(request, body)));
    }

    /** Fails with INVALID_ARGUMENT if a request contains a malformed id. */
    public static void checkId(ServerRequest request) {
        QueryParameters.text(request, "requestId").ifPresent(RequestFingerprints::checkId);
    }

    private static byte[] changeHash(ServerRequest request, byte[] body) {
        MessageDigest digest = sha256();
        digest.update(request.path().getBytes(UTF_8));
        digest.update((byte) 0);
        return digest.digest(body);
    }

    private static String checkId(String id) {
        if (!REQUEST_ID.matcher(id).matches()) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER,
                    "requestId",
                    "requestId must be 1 to 128 visible ASCII characters, such as a UUID.");
        }
        return id;
    }

    private static byte[] hash(ServerRequest request, byte[] body) {
        MessageDigest digest = sha256();
        for (String name : HASHED_PARAMETERS) {
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
