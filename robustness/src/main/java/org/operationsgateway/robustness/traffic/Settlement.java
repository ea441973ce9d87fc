package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import org.operationsgateway.robustness.report.Journal;

/**
 * The end of the load: producers complete their operations, and each stream of an operation must end in time. Blocks the
 * thread of the run.
 *
 * @param limit the maximum time from the end of the load to the end of all operation streams
 */
public record Settlement(ProducerPool producers, SubscriberPool subscribers, Phase phase, Duration limit) {

    /** The time for the last events of collection streams, which do not end. */
    private static final Duration COLLECTION_SETTLING = Duration.ofSeconds(5);

    /**
     * Waits for the end of the streams, and ends the run.
     *
     * @param completion completes operations that still run
     * @param collections whether there are collection streams
     */
    public void await(Runnable completion, boolean collections, Journal journal) throws InterruptedException {
        journal.log("The load has ended; all operation streams must end within %d s".formatted(limit.toSeconds()));
        phase.settle();
        producers.join();
        completion.run();
        int unfinished = subscribers.awaitFinished(limit);
        if (collections) {
            Thread.sleep(COLLECTION_SETTLING);
        }
        journal.log("%d of %d subscribers are unfinished".formatted(unfinished, subscribers.size()));
        phase.end();
        subscribers.stop();
    }
}
