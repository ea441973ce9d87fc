package org.operationsgateway.gateway.security.audit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.operationsgateway.gateway.tracing.LoggedTrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.web.server.ServerWebExchange;

/**
 * The audit log: a line of JSON for each change and each refusal, on the logger {@code audit}, without payloads and
 * credentials. Thread-safe.
 *
 * <p>A thread of its own writes the lines, in groups, so a slow disk or terminal delays no request. Some thousand
 * events can wait; further ones are lost, and their number is logged.
 */
public final class AuditLog implements DisposableBean {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final int MAX_WAITING = 8192;
    /** The lines that are flushed together. Lines of other loggers between them appear a few milliseconds later. */
    private static final int MAX_GROUP = 256;

    private static final long INTERVAL_MILLIS = 50;

    private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gateway-audit");
        thread.setDaemon(true);
        return thread;
    });

    /** Creates a log, and starts its thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // The task ends with the writer.
    public AuditLog() {
        writer.scheduleWithFixedDelay(this::write, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Records the response to a request, just before it is sent, if it is a change or was refused. */
    public void record(ServerWebExchange exchange) {
        if (audit.isInfoEnabled()) {
            AuditEvent event = AuditEvent.of(exchange);
            if (event != null && !waiting.offer(event)) {
                lost.incrementAndGet();
            }
        }
    }

    private void write() {
        while (!waiting.isEmpty()) {
            writeGroup();
        }
        long number = lost.getAndSet(0);
        if (number > 0) {
            log.error("Lost {} lines of the audit log, because its output is too slow", number);
        }
    }

    private void writeGroup() {
        AppenderGroup group = AppenderGroup.of(audit);
        try {
            for (int i = 0; i < MAX_GROUP; i++) {
                AuditEvent event = waiting.poll();
                if (event == null) {
                    return;
                }
                String line = event.json();
                LoggedTrace.run(event.trace(), () -> audit.info(line));
            }
        } finally {
            group.flush();
        }
    }

    /** Writes the events that wait. */
    @Override
    public void destroy() {
        writer.shutdown();
        write();
    }
}
