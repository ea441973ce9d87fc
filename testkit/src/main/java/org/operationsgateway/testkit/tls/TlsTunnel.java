package org.operationsgateway.testkit.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A local port that transfers each byte of its connections to a port with TLS: so tests of bytes without TLS test the
 * same with TLS. Thread-safe.
 *
 * <p>A connection begins with the first byte of its client, by which the tunnel negotiates HTTP/2 or HTTP/1.1. The
 * buffers are small, so that a client that does not read stops the server soon.
 */
public final class TlsTunnel implements Closeable {

    private static final byte[] HTTP2_PREFACE = "PRI ".getBytes(US_ASCII);
    private static final int BUFFER_BYTES = 4096;
    private static final int BACKLOG = 1000;

    private final ServerSocket listening;
    private final IntSupplier target;
    private final SSLContext tls;

    private TlsTunnel(ServerSocket listening, IntSupplier target, SSLContext tls) {
        this.listening = listening;
        this.target = target;
        this.tls = tls;
    }

    /**
     * Opens a tunnel.
     *
     * @param target the port of the server on this machine, read for each connection
     */
    public static TlsTunnel to(IntSupplier target, SSLContext tls) {
        try {
            ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            TlsTunnel tunnel = new TlsTunnel(listening, target, tls);
            Thread.ofPlatform().daemon().name("tls-tunnel").start(tunnel::accept);
            return tunnel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the local port. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // The tunnel has been closed.
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                SSLSocket server = (SSLSocket) tls.getSocketFactory().createSocket()) {
            client.setTcpNoDelay(true);
            client.setSendBufferSize(BUFFER_BYTES);
            server.setReceiveBufferSize(BUFFER_BYTES);
            InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER_BYTES);
            String protocol = protocol(in);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()));
            server.setTcpNoDelay(true);
            SSLParameters parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            server.setSSLParameters(parameters);
            server.startHandshake();
            Thread.ofVirtual().start(() -> transferAndClose(in, server));
            transfer(server.getInputStream(), client.getOutputStream());
        } catch (IOException e) {
            // One side has closed the connection, which closes the other one.
        }
    }

    private static String protocol(InputStream in) throws IOException {
        in.mark(HTTP2_PREFACE.length);
        byte[] first = in.readNBytes(HTTP2_PREFACE.length);
        in.reset();
        return Arrays.equals(first, HTTP2_PREFACE) ? "h2" : "http/1.1";
    }

    private static void transferAndClose(InputStream in, SSLSocket server) {
        try (server) {
            transfer(in, server.getOutputStream());
        } catch (IOException e) {
            // One side has closed the connection, which closes the other one.
        }
    }

    private static void transfer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
