package org.operationsgateway.gateway.collection;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Cursor;
import org.operationsgateway.gateway.store.Scope;

/** Follows the feed: a place in it, and at most the one batch that is being told. */
final class LiveStage implements Stage {

    private final Feed feed;
    private final Scope scope;
    private final Consumer<Cursor> fallenOut;
    private long sequence;
    private Cursor cursor;
    private @Nullable Batch batch;
    private int index;
    private Instant latest = Instant.MIN;

    /**
     * Starts at a place.
     *
     * @param fallenOut told when what follows is gone from the feed, and up to which moment everything has been told
     */
    LiveStage(Feed feed, Scope scope, Position start, Consumer<Cursor> fallenOut) {
        this.feed = feed;
        this.scope = scope;
        this.sequence = start.sequence();
        this.cursor = start.cursor();
        this.fallenOut = fallenOut;
    }

    @Override
    public @Nullable Event next() {
        while (batch != null || take()) {
            Event event = nextOfBatch();
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    private @Nullable Event nextOfBatch() {
        Batch current = Objects.requireNonNull(batch);
        while (index < current.changes().size()) {
            Change change = current.changes().get(index++);
            Event event = change.in(scope);
            if (event != null) {
                latest = change.time();
                endBatchIfTold(current);
                return event;
            }
        }
        endBatchIfTold(current);
        return null;
    }

    private void endBatchIfTold(Batch current) {
        if (index == current.changes().size()) {
            sequence = current.sequence();
            cursor = current.after();
            batch = null;
        }
    }

    private boolean take() {
        return switch (feed.after(sequence)) {
            case Reading.Next next -> {
                batch = next.batch();
                index = 0;
                yield true;
            }
            case Reading.UpToDate now -> {
                cursor = now.cursor();
                yield false;
            }
            case Reading.Gone gone -> {
                fallenOut.accept(cursor);
                yield false;
            }
        };
    }

    /** Up to which moment everything has been told; null in the middle of a batch. */
    @Nullable
    Cursor boundary() {
        if (batch == null && feed.after(sequence) instanceof Reading.UpToDate now) {
            cursor = now.cursor();
        }
        return batch == null ? cursor : null;
    }

    /** When the latest change that was told was committed. */
    Instant latest() {
        return latest;
    }
}
