package org.operationsgateway.gateway.security.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The flushes of lines that are written as a group. */
class AppenderGroupTest {

    private final LoggerContext context = newContext();
    private final Logger audit = context.getLogger("audit");
    private final Flushes root = appender(context.getLogger(Logger.ROOT_LOGGER_NAME));
    private final Flushes own = appender(audit);

    /** The output of an appender. */
    private static final class Flushes extends ByteArrayOutputStream {

        private int flushes;
        private boolean isBroken;

        @Override
        public void flush() throws IOException {
            flushes++;
            if (isBroken) {
                throw new IOException("broken");
            }
        }

        String text() {
            return toString(UTF_8);
        }
    }

    private static LoggerContext newContext() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private Flushes appender(Logger logger) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%m%n");
        encoder.start();
        Flushes output = new Flushes();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(output);
        appender.start();
        logger.addAppender(appender);
        output.flushes = 0;
        return output;
    }

    @Test
    void aGroupIsFlushedOnceAtItsEndAndLaterLinesAreFlushedEach() {
        AppenderGroup group = AppenderGroup.of(audit);
        audit.info("first");
        audit.info("second");
        assertThat(root.flushes + own.flushes).isZero();

        group.flush();
        assertThat(root.flushes).isOne();
        assertThat(own.flushes).isOne();
        assertThat(root.text()).isEqualToNormalizingNewlines("first\nsecond\n");
        audit.info("third");
        assertThat(root.flushes).isEqualTo(2);
        assertThat(own.flushes).isEqualTo(2);
    }

    @Test
    void anAppenderThatDoesNotFlushEachLineIsNotChanged() {
        audit.iteratorForAppenders()
                .forEachRemaining(
                        appender -> ((OutputStreamAppender<ILoggingEvent>) appender).setImmediateFlush(false));

        AppenderGroup group = AppenderGroup.of(audit);
        audit.info("first");
        group.flush();
        audit.info("second");

        assertThat(own.flushes).isZero();
        assertThat(root.flushes).isEqualTo(2);
    }

    @Test
    void theAppendersOfTheRootAreLeftAloneWhereTheyAreNotUsed() {
        audit.setAdditive(false);

        AppenderGroup group = AppenderGroup.of(audit);
        context.getLogger("other").info("other");
        assertThat(root.flushes).isOne();
        group.flush();
        assertThat(root.flushes).isOne();
    }

    @Test
    void anOutputThatIsBrokenEndsNeitherTheGroupNorItsCaller() {
        own.isBroken = true;

        AppenderGroup group = AppenderGroup.of(audit);
        audit.info("first");
        group.flush();

        assertThat(root.flushes).isOne();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .anySatisfy(status -> assertThat(status.getMessage()).contains("not flushed"));
    }
}
