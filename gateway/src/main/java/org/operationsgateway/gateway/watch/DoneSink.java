package org.operationsgateway.gateway.watch;

import reactor.core.publisher.MonoSink;

/** A sink for those who wait for the end, and for nothing before it. */
final class DoneSink implements FrameSink {

    private final MonoSink<Void> end;

    DoneSink(MonoSink<Void> end) {
        this.end = end;
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
        // Only the end matters.
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void complete() {
        end.success();
    }
}
