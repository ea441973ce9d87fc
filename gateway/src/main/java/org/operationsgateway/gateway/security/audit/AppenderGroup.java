package org.operationsgateway.gateway.security.audit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The appenders of a logger, which flush their output after a group of lines instead of after each: the system call
 * costs as much as a line. Other loggers may use the same appenders, so a group is short. Confined to a thread.
 */
final class AppenderGroup {

    private final List<OutputStreamAppender<ILoggingEvent>> appenders = new ArrayList<>();

    private AppenderGroup() {}

    /** Begins a group with the appenders of a logger that flush each line. */
    static AppenderGroup of(org.slf4j.Logger logger) {
        AppenderGroup group = new AppenderGroup();
        if (logger instanceof Logger source) {
            group.add(source);
            if (source.isAdditive()) {
                group.add(source.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
            }
        }
        return group;
    }

    private void add(Logger logger) {
        for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext(); ) {
            if (all.next() instanceof OutputStreamAppender<ILoggingEvent> appender && appender.isImmediateFlush()) {
                appender.setImmediateFlush(false);
                appenders.add(appender);
            }
        }
    }

    /** Ends the group, and flushes its lines. */
    void flush() {
        for (OutputStreamAppender<ILoggingEvent> appender : appenders) {
            appender.setImmediateFlush(true);
            try {
                if (appender.isStarted()) {
                    appender.getOutputStream().flush();
                }
            } catch (IOException e) {
                // As the appender itself does: an exception would end the thread of the log.
                appender.addError("The lines of the audit log were not flushed", e);
            }
        }
    }
}
