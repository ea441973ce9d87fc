package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.collection.log.KeyScan;
import org.operationsgateway.gateway.collection.log.LogKeys;
import reactor.core.publisher.Mono;

/**
 * The pages of a {@link KeyScan}. A round of one window never waits; the number of longer ones is limited, because each
 * holds keys in memory until its end. Not thread-safe.
 */
final class PagedScan {

    private static final int MAX_WINDOWS_IF_LIMITED = 25;

    private final KeyScan scan;
    private final ScanLimiter largeScans;
    private final boolean limited;
    private int windows;
    private boolean large;
    private boolean hasMore = true;

    /**
     * Creates the pages of a scan.
     *
     * @param limited whether to read the first page only, and to end it early if it needs too many windows
     */
    PagedScan(KeyScan scan, ScanLimiter largeScans, boolean limited) {
        this.scan = scan;
        this.largeScans = largeScans;
        this.limited = limited;
    }

    /** Returns whether another page may follow. */
    boolean hasMore() {
        return hasMore;
    }

    /** Reads the next page; after a failure, a further call continues the round. */
    Mono<LogKeys> next() {
        return large ? largeScans.limit(readRound()) : readWindow();
    }

    private Mono<LogKeys> readWindow() {
        return scan.readWindow().then(Mono.defer(() -> {
            if (scan.isRoundComplete()) {
                return page();
            }
            // Its keys are not kept until the limiter grants the rest.
            scan.restartRound();
            large = true;
            return next();
        }));
    }

    private Mono<LogKeys> readRound() {
        return scan.readWindow().repeat(this::continues).then(Mono.defer(this::page));
    }

    private boolean continues() {
        windows++;
        return !scan.isRoundComplete() && !(limited && (scan.exceedsPage() || windows >= MAX_WINDOWS_IF_LIMITED));
    }

    private Mono<LogKeys> page() {
        LogKeys page = scan.page();
        hasMore = page.hasMore();
        return Mono.just(page);
    }
}
