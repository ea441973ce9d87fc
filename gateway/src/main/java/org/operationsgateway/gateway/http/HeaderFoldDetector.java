package org.operationsgateway.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * A channel handler in front of the codec that detects folded header lines, which the codec joins.
 *
 * <p>It reads a head only if the head begins with a buffer. When it cannot count where a body ends, after a chunked
 * body or a request that was sent before the response to another, it stops for the rest of the connection. The codec
 * then replaces each fold by a space, as RFC 9112 allows. Confined to its event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-5.2">RFC 9112, Obsolete line folding</a>
 */
final class HeaderFoldDetector extends ChannelInboundHandlerAdapter {

    private boolean inHead = true;
    private boolean stopped;
    private boolean lineStart = true;
    private boolean folded;
    private int lines;
    /** The bytes after the head, as received; and those of the decoded body. Equal at the end of the request. */
    private long received;

    private long decoded;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!stopped && message instanceof ByteBuf buffer) {
            int end = inHead ? scan(buffer) : buffer.readerIndex();
            received += buffer.writerIndex() - end;
        }
        context.fireChannelRead(message);
    }

    /** Returns the index after the head, or after the buffer if the head continues. */
    private int scan(ByteBuf buffer) {
        int index = buffer.readerIndex();
        int end = buffer.writerIndex();
        while (inHead && index < end) {
            byte first = buffer.getByte(index);
            if (lineStart && (first == '\r' || first == '\n')) {
                // An empty line ends the head. Before the request line it is ignored.
                inHead = first == '\r' || lines == 0;
                index++;
            } else {
                folded |= lineStart && lines > 0 && (first == ' ' || first == '\t');
                int next = buffer.indexOf(index, end, (byte) '\n');
                lineStart = next >= 0;
                lines += next < 0 ? 0 : 1;
                index = next < 0 ? end : next + 1;
            }
        }
        return index;
    }

    /** Returns whether a header line of the current request is folded. */
    boolean isFolded() {
        return folded;
    }

    /** Counts decoded bytes of the body. */
    void bodyDecoded(int bytes) {
        decoded += bytes;
    }

    /** Prepares for the next head, at the end of a request. */
    void requestEnded() {
        stopped |= inHead || received != decoded;
        inHead = true;
        lineStart = true;
        folded = false;
        lines = 0;
        received = 0;
        decoded = 0;
    }
}
