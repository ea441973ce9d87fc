package org.operationsgateway.gateway.http.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests of the limits on the rate and on the size of log entries. */
class ErrorLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ErrorLogTest.class);
    private final ListAppender<ILoggingEvent> entries = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ErrorLog log = new ErrorLog(logger, nanos::get);

    @BeforeEach
    void record() {
        logger.setAdditive(false);
        logger.addAppender(entries);
        entries.start();
    }

    @AfterEach
    void remove() {
        logger.detachAppender(entries);
    }

    @Test
    void failuresOfOneOriginShareALimitAndTheRestIsCounted() {
        for (int i = 0; i < 100; i++) {
            log.error("Failed", failure(i, null));
        }
        assertThat(messages()).hasSize(1);

        nanos.addAndGet(ErrorLog.INTERVAL.toNanos());
        log.error("Failed", failure(0, null));
        assertThat(messages())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Failed (and 99 times more since the last entry)");
    }

    @Test
    void failuresOfOtherOriginsAreLogged() {
        log.error("Failed", failure(1, null));
        log.error("Failed", new UnsupportedOperationException("other"));
        log.warn("Unavailable", new IllegalStateException("third"));

        assertThat(messages()).hasSize(3);
        assertThat(messages().getLast()).isEqualTo("Unavailable: java.lang.IllegalStateException: third");
    }

    @Test
    void anEntryIsBoundedWhateverTheMessagesAndTheCauses() {
        Throwable failure = failure(0, null);
        for (int i = 0; i < 1000; i++) {
            failure = failure(i, failure);
        }
        log.error("Failed", failure);
        assertThat(messages().getFirst())
                .hasSizeLessThan(20_000)
                .contains("\tat ")
                .contains("\nCaused by: ");
    }

    @Test
    void theNumberOfOriginsIsBounded() {
        for (int i = 0; i < 1000; i++) {
            IllegalStateException failure = new IllegalStateException();
            failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "c", i)});
            log.warn("Failed", failure);
        }
        assertThat(messages()).hasSize(101);
    }

    private static IllegalStateException failure(int number, Throwable cause) {
        return new IllegalStateException(number + "\n".repeat(10_000), cause);
    }

    private List<String> messages() {
        return entries.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
