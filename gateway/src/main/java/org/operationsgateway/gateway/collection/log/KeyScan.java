package org.operationsgateway.gateway.collection.log;

import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.log.KeyWindow.Position;
import org.operationsgateway.gateway.collection.log.KeyWindow.Row;
import org.operationsgateway.gateway.collection.log.LogKeys.SortKey;
import reactor.core.publisher.Mono;

/**
 * A scan of keys in pages that are sorted, by windows that are not.
 *
 * <p>A page needs a round over the whole table, because any row may be the next one in the sort order. The round reads
 * one bounded window after another and keeps the lowest keys. After a failure it continues with the window that failed,
 * so a scan makes progress however slow the database is. Not thread-safe.
 */
public final class KeyScan {

    /** A reader of windows. */
    @FunctionalInterface
    interface WindowReader {

        /**
         * Reads a window.
         *
         * @param start the end of the previous window
         * @param after the sort key that all keys in the window must exceed
         */
        Mono<KeyWindow> read(Position start, SortKey after);
    }

    private final WindowReader reader;
    private final PriorityQueue<Row> lowest;
    private @Nullable Position next = Position.START;
    private SortKey after = SortKey.START;
    private boolean exceedsPage;

    KeyScan(WindowReader reader) {
        this.reader = reader;
        this.lowest = new PriorityQueue<>((one, other) -> other.key().compareTo(one.key()));
    }

    /** Reads the next window of the current round; completes without a value. */
    public Mono<Void> readWindow() {
        return Mono.defer(() -> {
                    Position start = next;
                    return start == null
                            ? Mono.empty()
                            : reader.read(start, after).doOnNext(this::add);
                })
                .then();
    }

    private void add(KeyWindow window) {
        window.rows().forEach(this::add);
        next = window.end();
    }

    private void add(Row row) {
        lowest.add(row);
        if (lowest.size() > LogKeys.MAX_KEYS) {
            lowest.remove();
            exceedsPage = true;
        }
    }

    /** Returns whether all windows of the round have been read. */
    public boolean isRoundComplete() {
        return next == null;
    }

    /** Discards what the current round has read. */
    public void restartRound() {
        lowest.clear();
        next = Position.START;
        exceedsPage = false;
    }

    /** Returns whether the current round has read more keys than one page holds. */
    public boolean exceedsPage() {
        return exceedsPage;
    }

    /** Ends the round and returns its page; more pages follow if the round has read, or would read, more keys. */
    public LogKeys page() {
        LogKeys.Builder page = new LogKeys.Builder(after);
        Stream.generate(lowest::poll).limit(lowest.size()).toList().reversed().forEach(page::add);
        LogKeys keys = page.build(exceedsPage || !isRoundComplete());
        after = keys.last();
        restartRound();
        return keys;
    }
}
