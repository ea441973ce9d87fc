package org.operationsgateway.robustness.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.history.Subscription.Pace;

/**
 * The settings of a subscriber.
 *
 * @param target the name of the operation, or the parent of the collection, which is empty for all operations
 * @param disconnects whether the subscriber disconnects at random and then resumes
 * @param filter the filter of the collection; empty for none
 * @param lastEventId the id of the first request; null for none
 */
record SubscriberSettings(
        Kind kind,
        String target,
        Pace pace,
        boolean disconnects,
        String filter,
        @Nullable String lastEventId) {

    private static final int NORMAL_BUFFER_BYTES = 256 * 1024;
    private static final int SMALL_BUFFER_BYTES = 4096;

    static SubscriberSettings operation(String name, Pace pace, boolean disconnects) {
        return new SubscriberSettings(Kind.OPERATION, name, pace, disconnects, "", null);
    }

    static SubscriberSettings collection(String parent) {
        return new SubscriberSettings(Kind.COLLECTION, parent, Pace.NORMAL, true, "", null);
    }

    SubscriberSettings withLastEventId(String id) {
        return new SubscriberSettings(kind, target, pace, disconnects, filter, id);
    }

    SubscriberSettings withFilter(String condition) {
        return new SubscriberSettings(kind, target, pace, disconnects, condition, lastEventId);
    }

    String path() {
        return switch (kind) {
            case OPERATION -> "/v1/" + target;
            case COLLECTION -> (target.isEmpty() ? "/v1/operations" : "/v1/" + target + "/operations") + query();
        };
    }

    private String query() {
        return filter.isEmpty() ? "" : "?filter=" + URLEncoder.encode(filter, UTF_8);
    }

    /** Returns the size of the socket's receive buffer. A small one lets the server notice a slow reader early. */
    int receiveBufferBytes() {
        return pace == Pace.NORMAL ? NORMAL_BUFFER_BYTES : SMALL_BUFFER_BYTES;
    }
}
