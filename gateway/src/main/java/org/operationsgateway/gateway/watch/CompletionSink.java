package org.operationsgateway.gateway.watch;

import org.operationsgateway.gateway.stream.FrameSink;
import reactor.core.publisher.MonoSink;

/** A sink that discards all frames and signals the end of the stream. Not thread-safe. */
final class CompletionSink implements FrameSink {

    private final MonoSink<Void> completion;

    CompletionSink(MonoSink<Void> completion) {
        this.completion = completion;
    }

    @Override
    public boolean accepts(byte[] frame, Recency recency) {
        return true;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void write(byte[] frame) {
        // The frame is discarded.
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void complete() {
        completion.success();
    }
}
