package org.operationsgateway.gateway.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.store.ChangeBatcher.Asked;

/**
 * Changes that wait for their turn: a line for each operation, whose first is ready or under way, and no more in all than
 * can be made in a short time.
 *
 * <p>Thread-safe.
 */
final class PendingChanges {

    /** How many changes a batch has at most, and how large what they write together is at most, but for the last. */
    private static final int MAX_BATCH_CHANGES = 128;

    private static final int MAX_BATCH_CHARS = 1024 * 1024;
    /**
     * How many are under way at most. More than one are only when the next is full already, or the last one is late: a few
     * large transactions cost the database less than many small ones, and so each change waits for less.
     */
    private static final int MAX_BATCHES = 4;

    private static final Duration LATE = Duration.ofMillis(50);
    /** Some eight batches: who comes when so many wait is better told to come later. */
    private static final int MAX_OPERATIONS = 1024;
    /**
     * How many may wait behind others of their operations. They share this room, so who floods some operations keeps nobody
     * out of others; and it is small, because to answer thousands at once is what others would have to wait for.
     */
    private static final int MAX_BEHIND = 128;

    private static final int MAX_BEHIND_ONE = 32;
    /** In characters; twice that for operations of which nothing waits. */
    private static final long MAX_CHARS = 32L * 1024 * 1024;

    private final Queue<Asked> ready = new ArrayDeque<>();
    /** Of each operation with changes that are ready or under way: those that come after. */
    private final Map<OperationName, Queue<Asked>> lines = new HashMap<>();

    private int batches;
    private long latestBatch;
    private int behind;
    private long size;

    /** Puts a change at the end of its line; throws RESOURCE_EXHAUSTED if there is no room for it. */
    synchronized void enter(Asked asked) {
        Queue<Asked> line = lines.get(asked.change().name());
        if (line == null ? !hasRoomForAnother() : !hasRoomBehind(line)) {
            throw tooMany();
        }
        size += asked.change().size();
        if (line == null) {
            // Most operations have no more than one at a time.
            lines.put(asked.change().name(), new ArrayDeque<>(0));
            ready.add(asked);
        } else {
            line.add(asked);
            behind++;
        }
    }

    private boolean hasRoomForAnother() {
        return lines.size() < MAX_OPERATIONS && size <= 2 * MAX_CHARS;
    }

    private boolean hasRoomBehind(Queue<Asked> line) {
        return behind < MAX_BEHIND && line.size() < share() && size <= MAX_CHARS;
    }

    /** How many may wait behind the first of each operation: the fewer, the more operations there are. */
    private int share() {
        return Math.clamp(MAX_BEHIND / lines.size(), 1, MAX_BEHIND_ONE);
    }

    private static StatusException tooMany() {
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(250, 1000));
        return StatusException.of(
                Reason.OVERLOADED,
                "More changes are asked for than can be made. Nothing was changed: try again later.",
                new RetryInfo(delay));
    }

    /** The changes of the next batch; none if nothing is ready, or enough batches are under way. */
    synchronized List<Asked> take() {
        if (ready.isEmpty() || !mayBegin()) {
            return List.of();
        }
        batches++;
        latestBatch = System.nanoTime();
        List<Asked> taken = new ArrayList<>(Math.min(ready.size(), MAX_BATCH_CHANGES));
        long takenSize = 0;
        while (taken.size() < MAX_BATCH_CHANGES && takenSize < MAX_BATCH_CHARS && !ready.isEmpty()) {
            Asked next = ready.remove();
            taken.add(next);
            takenSize += next.change().size();
        }
        return taken;
    }

    private boolean mayBegin() {
        boolean full = ready.size() >= MAX_BATCH_CHANGES;
        boolean late = System.nanoTime() - latestBatch > LATE.toNanos();
        return batches == 0 || (batches < MAX_BATCHES && (full || late));
    }

    /** A batch has ended; those of its changes that are settled leave. */
    synchronized void done(List<Asked> taken, Predicate<Asked> settled) {
        batches--;
        for (Asked asked : taken) {
            if (settled.test(asked)) {
                leave(asked);
            }
        }
    }

    /** A change is made, or refused: the next one in its line is ready. */
    synchronized void leave(Asked asked) {
        size -= asked.change().size();
        Asked next = Objects.requireNonNull(lines.get(asked.change().name())).poll();
        if (next == null) {
            lines.remove(asked.change().name());
        } else {
            behind--;
            ready.add(next);
        }
    }
}
