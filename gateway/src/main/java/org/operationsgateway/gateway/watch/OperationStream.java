package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamSource;
import org.operationsgateway.gateway.stream.TimedStream;
import reactor.core.publisher.Mono;

/**
 * The stream of one operation's revisions, from the position of the client to the end of the incarnation.
 *
 * <p>Thread-safe. Its subscriber is confined to its event loop.
 */
public final class OperationStream implements StreamSource {

    private final Watch watch;
    private final @Nullable String lastEventId;
    private volatile @Nullable ResumePoint from;

    OperationStream(Watch watch, @Nullable String lastEventId) {
        this.watch = watch;
        this.lastEventId = lastEventId;
    }

    @Override
    public Mono<Boolean> prepare() {
        return watch.current().map(this::resume);
    }

    private boolean resume(StoredOperation current) {
        ResumePoint position = ResumePoint.of(lastEventId, current);
        from = position;
        return !(position instanceof ResumePoint.Finished);
    }

    @Override
    public TimedStream subscribe(FrameSink sink, EventExecutor loop, StreamOptions options) {
        return watch.subscribe(Objects.requireNonNull(from), sink, loop, options);
    }

    @Override
    public void close() {
        watch.close();
    }
}
