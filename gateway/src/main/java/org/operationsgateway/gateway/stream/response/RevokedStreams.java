package org.operationsgateway.gateway.stream.response;

import org.operationsgateway.gateway.security.revocation.RevocationListener;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.springframework.stereotype.Component;

/** The end of streams whose credentials have been revoked. Thread-safe. */
@Component
class RevokedStreams implements RevocationListener {

    private final OpenStreams streams;

    RevokedStreams(OpenStreams streams) {
        this.streams = streams;
    }

    @Override
    public void revoked() {
        streams.drainRevoked();
    }
}
