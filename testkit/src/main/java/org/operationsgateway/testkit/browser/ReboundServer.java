package org.operationsgateway.testkit.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server whose name is rebound: the first request is answered with a page, and every later one is forwarded to another
 * server, as if the name had got its address. For the browser, both have the same origin. Thread-safe.
 */
public final class ReboundServer implements AutoCloseable {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final AtomicBoolean isRebound = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket server;
    private final String page;
    private final int target;

    /**
     * Starts a server on a free port of 127.0.0.1.
     *
     * @param target the port on this machine to which requests are forwarded
     */
    public ReboundServer(String page, int target) throws IOException {
        this.page = page;
        this.target = target;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Returns the address of the page by a name of this machine. */
    public URI uri(String host) {
        return URI.create("http://" + host + ":" + server.getLocalPort() + "/");
    }

    private void accept() {
        try {
            while (true) {
                Socket browser = server.accept();
                threads.execute(() -> serve(browser));
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    private void serve(Socket browser) {
        try (browser) {
            byte[] head = head(browser.getInputStream());
            if (isRebound.compareAndSet(false, true)) {
                browser.getOutputStream().write(response());
            } else {
                forward(browser, head);
            }
        } catch (IOException e) {
            // The browser is closed.
        }
    }

    private byte[] response() {
        byte[] body = page.getBytes(UTF_8);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=UTF-8\r\nConnection: close\r\nContent-Length: "
                        + body.length + END_OF_HEAD;
        return (head + page).getBytes(UTF_8);
    }

    private void forward(Socket browser, byte[] head) throws IOException {
        try (Socket gateway = new Socket(InetAddress.getLoopbackAddress(), target)) {
            gateway.getOutputStream().write(head);
            threads.execute(() -> copy(browser, gateway));
            gateway.getInputStream().transferTo(browser.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them is closed.
        }
    }

    private static byte[] head(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith(END_OF_HEAD)) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("The connection was closed without a request.");
            }
            head.write(next);
        }
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
