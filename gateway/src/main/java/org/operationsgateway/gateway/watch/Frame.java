package org.operationsgateway.gateway.watch;

import java.time.Instant;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.store.Revision;

/**
 * One revision as every subscriber gets it.
 *
 * <p>A state is a message with the revision's id. What it means beyond the state is an event of its own after it, without
 * an id, in the same write: so a subscriber never resumes between the two.
 */
final class Frame {

    private final long number;
    private final Instant time;
    private final boolean last;
    private final Encoded encoded;

    private Frame(Revision revision, boolean last, Encoded encoded) {
        this.number = revision.id().number();
        this.time = revision.time();
        this.last = last;
        this.encoded = encoded;
    }

    static Frame of(Revision revision) {
        String id = revision.id().toString();
        String name = "{\"name\":\"" + revision.name() + "\"}";
        return switch (revision) {
            case Revision.Changed changed -> {
                boolean done = changed.operation().done();
                Encoded.Text message = (format, json) -> format.message(id, json);
                Encoded.Text end = (format, json) -> format.message(id, json) + format.event("done", name);
                String json = OperationJson.write(changed.operation());
                yield new Frame(changed, done, new Encoded(json, done ? end : message));
            }
            case Revision.CancelRequested request -> {
                Encoded.Text text = (format, json) -> format.message(id, json) + format.event("cancel", name);
                yield new Frame(request, false, new Encoded(OperationJson.write(request.operation()), text));
            }
            case Revision.Deleted deleted ->
                new Frame(deleted, true, new Encoded(name, (format, json) -> format.event("deleted", json)));
        };
    }

    /** Which revision it is. */
    long number() {
        return number;
    }

    /** When the revision was committed, by the database's clock. */
    Instant time() {
        return time;
    }

    /** Whether nothing follows it. */
    boolean last() {
        return last;
    }

    /** How many bytes of memory it holds, roughly. */
    int size() {
        return encoded.size();
    }

    /** The bytes on the wire; not to be changed. */
    byte[] bytes(StreamFormat format) {
        return encoded.bytes(format);
    }
}
