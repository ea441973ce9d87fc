package org.operationsgateway.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The event loop of all connections of a run. A single thread leaves the other cores to the server.
 *
 * <p>Connections are confined to this loop, so their state needs no synchronization.
 */
public final class ClientLoop implements AutoCloseable {

    private static final long POLL_MILLIS = 20;
    private static final int CONNECT_TIMEOUT_MILLIS = 30_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final ReadBuffer readBuffer = new ReadBuffer();
    private final InetSocketAddress server;

    /** Creates a loop for connections to one server. */
    public ClientLoop(InetSocketAddress server) {
        this.server = server;
    }

    ReadBuffer readBuffer() {
        return readBuffer;
    }

    EventLoop eventLoop() {
        return loop;
    }

    /** Opens a connection. If that fails, runs {@code onFailure} on the loop. */
    void connect(ChannelHandler handler, Runnable onFailure) {
        var unused = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffer)
                .handler(handler)
                .connect(server)
                .addListener(future -> {
                    if (!future.isSuccess()) {
                        onFailure.run();
                    }
                });
    }

    /** Runs a task on the loop and returns its result. Blocks the calling thread. */
    public <T> T call(Callable<T> task) throws InterruptedException {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Runs a task on the loop. Blocks the calling thread until it is done. */
    public void run(Runnable task) throws InterruptedException {
        call(() -> {
            task.run();
            return true;
        });
    }

    /**
     * Polls a condition on the loop until it is true or the limit expires. Blocks the calling thread.
     *
     * @return whether the condition was true in time
     */
    public boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!call(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> readBuffer.release());
    }

    static void closeQuietly(Channel channel) {
        var unused = channel.close();
    }
}
