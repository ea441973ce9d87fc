package org.operationsgateway.gateway.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shares of callers in the memory for one use: half of it each, so that no caller holds all of it. A share exists
 * while a request of its caller does. Thread-safe.
 */
final class CallerShares {

    private static final int FRACTION = 2;

    private final PermitQueue whole;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    /** A share, and the number of requests that use it, which changes while its entry is locked. */
    private static final class Share {

        private final PermitQueue queue;
        private int requests;

        private Share(PermitQueue queue) {
            this.queue = queue;
        }
    }

    CallerShares(PermitQueue whole) {
        this.whole = whole;
    }

    /** Returns the share of a caller for one more request. */
    PermitQueue join(String caller) {
        return shares.compute(caller, (key, known) -> {
                    Share share = known == null ? new Share(whole.fraction(FRACTION)) : known;
                    share.requests++;
                    return share;
                })
                .queue;
    }

    /** Handles the end of a request. */
    void leave(String caller) {
        shares.computeIfPresent(caller, (key, share) -> --share.requests == 0 ? null : share);
    }

    /** Returns the number of callers with requests. */
    int size() {
        return shares.size();
    }
}
