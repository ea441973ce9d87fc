package org.operationsgateway.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.tracing.TraceId;
import org.slf4j.LoggerFactory;

/** The entries of operations that fail. */
class FailureLogTest {

    private static final OperationName NAME = OperationName.parse("projects/p/operations/x");
    private static final Any DETAIL = Any.stored("{\"@type\":\"type.googleapis.com/test.Detail\",\"text\":\"secret\"}");
    private static final int MILLION = 1_000_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
    private final ListAppender<ILoggingEvent> entries = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent entry) {
            // Reads the ids of the trace now.
            entry.prepareForDeferredProcessing();
            super.append(entry);
        }
    };
    private final AtomicLong nanos = new AtomicLong();
    private final FailureLog log = log(false);

    private FailureLog log(boolean details) {
        return new FailureLog(new LoggingProperties(details), nanos::get);
    }

    @BeforeEach
    void record() {
        logger.setAdditive(false);
        logger.addAppender(entries);
        entries.start();
    }

    @AfterEach
    void remove() {
        logger.detachAppender(entries);
        logger.setAdditive(true);
    }

    @Test
    void aFailureIsItsStatusWithoutDetails() {
        log.committed(failed(new Status(Code.NOT_FOUND, "There is no file.", List.of(DETAIL)), null));

        assertThat(messages())
                .containsExactly("The operation projects/p/operations/x failed with NOT_FOUND: There is no file.");
    }

    @Test
    void theDetailsAreLoggedIfASettingSaysSo() {
        log(true).committed(failed(new Status(Code.NOT_FOUND, "There is no file.", List.of(DETAIL)), null));
        log(true)
                .committed(failed(
                        new Status(Code.ABORTED, "", List.of(Any.stored("{\"@type\":\"" + "x".repeat(9999) + "\"}"))),
                        null));

        assertThat(messages().getFirst()).endsWith("There is no file. Details: [" + DETAIL.json() + "]");
        assertThat(messages().getLast()).endsWith("x…").hasSizeLessThan(FailureLog.MAX_DETAILS + 100);
    }

    @Test
    void anUnknownCodeIsItsNumber() {
        log.committed(failed(new Status(4711, "Strange", List.of()), null));

        assertThat(messages()).containsExactly("The operation projects/p/operations/x failed with 4711: Strange");
    }

    @Test
    void aMessageStaysInOneLineOfBoundedLength() {
        log.committed(failed(
                new Status(Code.INTERNAL, "a\r\nb\u001b[2J\u0085\u2028\u202ec\u0000" + "d".repeat(100_000)), null));

        assertThat(messages())
                .singleElement()
                .asString()
                .contains("INTERNAL: a\\u000d\\u000ab\\u001b[2J\\u0085\\u2028\\u202ec\\u0000ddd")
                .hasSizeLessThan(FailureLog.MAX_MESSAGE + 150);
    }

    @Test
    void aMillionFailuresMakeFewEntriesAndOneOfAnotherCodeIsSeen() {
        for (int i = 0; i < MILLION; i++) {
            log.committed(failed(new Status(Code.INTERNAL, "flood"), null));
        }
        log.committed(failed(new Status(Code.NOT_FOUND, "other"), null));
        for (int number = 100; number < 200; number++) {
            log.committed(failed(new Status(number, "strange", List.of()), null));
        }
        assertThat(messages()).hasSize(FailureLog.MAX_ENTRIES + 1 + FailureLog.MAX_ENTRIES);
        assertThat(messages().get(FailureLog.MAX_ENTRIES)).contains("NOT_FOUND: other");

        nanos.addAndGet(FailureLog.INTERVAL.toNanos());
        log.committed(failed(new Status(Code.INTERNAL, "later"), null));
        assertThat(messages().getLast())
                .contains(
                        "INTERNAL (and " + (MILLION - FailureLog.MAX_ENTRIES) + " others since the last entry): later");
    }

    @Test
    void anEntryHasTheTraceOfTheRevision() {
        log.committed(failed(new Status(Code.NOT_FOUND, ""), new TraceId(new UUID(1, 2))));
        log.committed(failed(new Status(Code.NOT_FOUND, ""), null));

        assertThat(entries.list)
                .extracting(entry -> entry.getMDCPropertyMap().get("traceId"))
                .containsExactly("00000000000000010000000000000002", null);
    }

    @Test
    void otherEndsAreNotLogged() {
        log.committed(ended(Outcome.CANCELLED, null));
        log.committed(ended(Outcome.NO_RESULT, null));
        log.committed(ended(new Outcome.Response(DETAIL), null));
        log.committed(new Revision.Deleted(new RevisionId(1, 3), Instant.EPOCH, NAME, null));

        assertThat(messages()).isEmpty();
    }

    private List<String> messages() {
        return entries.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Revision failed(Status error, @Nullable TraceId trace) {
        return ended(new Outcome.Failure(error), trace);
    }

    private static Revision ended(Outcome outcome, @Nullable TraceId trace) {
        return new Revision.Changed(
                new RevisionId(1, 2),
                Instant.EPOCH,
                new Operation(NAME, null, new State.Done(outcome)),
                new Revision.Details(Instant.EPOCH, false, null, trace));
    }
}
