package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one HTTP/2 connection as its codec counts them, and the errors of the codec. Confined to its event
 * loop.
 */
final class Http2Streams extends Http2ConnectionAdapter {

    /**
     * The size of the table of headers that the codec keeps for the client: that of the protocol's default. The client
     * may allow up to 4 GB, which the headers of its responses would fill.
     */
    private static final int MAX_HEADER_TABLE_BYTES = 4096;

    private final Consumer<RejectionReason> onError;
    private @Nullable Http2FrameCodec codec;
    private long idleSince = System.nanoTime();

    Http2Streams(Consumer<RejectionReason> onError) {
        this.onError = onError;
    }

    /** Observes the codec of a connection, once it is there. */
    void attachTo(ChannelPipeline pipeline) {
        if (codec == null) {
            codec = pipeline.get(Http2FrameCodec.class);
            if (codec != null) {
                codec.connection().addListener(this);
                if (codec.connection().goAwaySent()) {
                    onError.accept(RejectionReason.MALFORMED);
                }
            }
        }
    }

    /** Returns whether the response to a stream has begun, or the stream has ended. */
    boolean isAnswered(int id) {
        if (codec == null) {
            return false;
        }
        Http2Connection connection = codec.connection();
        Http2Stream stream = connection.stream(id);
        return stream == null ? id <= connection.remote().lastStreamCreated() : stream.isHeadersSent();
    }

    /** Returns whether a stream is open. */
    boolean hasOpen() {
        return codec != null && codec.connection().numActiveStreams() > 0;
    }

    /** Returns the time of the end of the latest stream that has ended. */
    long idleSince() {
        return idleSince;
    }

    /** Limits the memory for headers that the client has allowed with its settings. */
    void limitHeaderTable() {
        if (codec != null) {
            Http2HeadersEncoder.Configuration headers =
                    codec.encoder().configuration().headersConfiguration();
            try {
                if (headers.maxHeaderTableSize() > MAX_HEADER_TABLE_BYTES) {
                    headers.maxHeaderTableSize(MAX_HEADER_TABLE_BYTES);
                }
            } catch (Http2Exception e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        idleSince = System.nanoTime();
    }

    @Override
    public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf debugData) {
        if (errorCode == Http2Error.ENHANCE_YOUR_CALM.code()) {
            onError.accept(RejectionReason.FRAME_FLOOD);
        } else if (errorCode != Http2Error.NO_ERROR.code()) {
            onError.accept(RejectionReason.MALFORMED);
        }
    }
}
