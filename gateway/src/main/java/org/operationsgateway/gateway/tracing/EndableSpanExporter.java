package org.operationsgateway.gateway.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An exporter of spans whose pending exports can be ended, because a collector may not answer. Thread-safe. */
final class EndableSpanExporter implements SpanExporter {

    private final SpanExporter exporter;
    private final Set<CompletableResultCode> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    EndableSpanExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        if (ended) {
            return CompletableResultCode.ofFailure();
        }
        CompletableResultCode result = new CompletableResultCode();
        pending.add(result);
        CompletableResultCode sent = exporter.export(spans);
        sent.whenComplete(() -> complete(result, sent.isSuccess()));
        if (ended) {
            complete(result, false);
        }
        return result;
    }

    private void complete(CompletableResultCode result, boolean success) {
        pending.remove(result);
        if (success) {
            result.succeed();
        } else {
            result.fail();
        }
    }

    /** Fails all pending exports, and those that follow. */
    void end() {
        ended = true;
        pending.forEach(result -> complete(result, false));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
