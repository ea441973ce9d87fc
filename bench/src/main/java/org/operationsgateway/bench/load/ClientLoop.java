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
 * The event loop that all connections of a run live on, so that nothing in them has to be thread-safe: a server that is
 * measured should have the other cores to itself.
 */
public final class ClientLoop implements AutoCloseable {

    private static final long POLL_MILLIS = 20;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final ReadBuffer scratch = new ReadBuffer();
    private final InetSocketAddress server;

    /** For connections to one server. */
    public ClientLoop(InetSocketAddress server) {
        this.server = server;
    }

    ReadBuffer scratch() {
        return scratch;
    }

    EventLoop eventLoop() {
        return loop;
    }

    /** Opens a connection, or says that the server cannot be reached. */
    void connect(ChannelHandler handler, Runnable unreachable) {
        var unused = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 30_000)
                .option(ChannelOption.RECVBUF_ALLOCATOR, scratch)
                .handler(handler)
                .connect(server)
                .addListener(future -> {
                    if (!future.isSuccess()) {
                        unreachable.run();
                    }
                });
    }

    /** Runs something on the loop, and waits for its result. */
    public <T> T call(Callable<T> task) throws InterruptedException {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Runs something on the loop, and waits until it is done. */
    public void run(Runnable task) throws InterruptedException {
        call(() -> {
            task.run();
            return true;
        });
    }

    /**
     * Waits for something that is looked at on the loop.
     *
     * @return whether it came about in time
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
        var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(ended -> scratch.release());
    }

    static void closeQuietly(Channel channel) {
        var unused = channel.close();
    }
}
