package org.operationsgateway.robustness.traffic;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.history.Subscription.Pace;

/**
 * What to subscribe to, and how.
 *
 * @param target the name of the operation, or the collection's parent, which is empty for the whole service
 * @param restless whether to leave and come back at random
 * @param lastEventId what to begin with; null for nothing
 */
record SubscriberSettings(
        Kind kind,
        String target,
        Pace pace,
        boolean restless,
        @Nullable String lastEventId) {

    private static final int PLENTY = 256 * 1024;
    private static final int LITTLE = 4096;

    static SubscriberSettings operation(String name, Pace pace, boolean restless) {
        return new SubscriberSettings(Kind.OPERATION, name, pace, restless, null);
    }

    static SubscriberSettings collection(String parent) {
        return new SubscriberSettings(Kind.COLLECTION, parent, Pace.NORMAL, true, null);
    }

    SubscriberSettings beginningWith(String id) {
        return new SubscriberSettings(kind, target, pace, restless, id);
    }

    String path() {
        return switch (kind) {
            case OPERATION -> "/v1/" + target;
            case COLLECTION -> target.isEmpty() ? "/v1/operations" : "/v1/" + target + "/operations";
        };
    }

    int receiveBuffer() {
        return pace == Pace.NORMAL ? PLENTY : LITTLE;
    }
}
