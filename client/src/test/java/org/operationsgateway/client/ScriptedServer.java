package org.operationsgateway.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server that answers each request with the next of some scripts, byte by byte, and records the requests. After the
 * last script it answers 503. Thread-safe.
 */
final class ScriptedServer implements AutoCloseable {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    static final String STREAM_HEAD = head("text/event-stream;charset=UTF-8");

    private final String scheme;
    private final X509Certificate certificate;
    private final ServerSocket server;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final Queue<Script> streams = new ConcurrentLinkedQueue<>();
    private final Queue<String> reads = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** An answer to one request. */
    @FunctionalInterface
    interface Script {

        /** Writes the answer. The connection is closed afterwards. */
        void answer(Answer answer) throws IOException;
    }

    /** The connection of one request. */
    record Answer(InputStream in, OutputStream out) {

        Answer write(String text) throws IOException {
            return write(text.getBytes(UTF_8));
        }

        Answer write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Waits until the client has closed the connection. */
        void awaitClose() throws IOException {
            while (in.read() >= 0) {}
        }
    }

    private static String head(String contentType) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nConnection: close\r\n\r\n";
    }

    ScriptedServer() {
        this(ServerSocketFactory.getDefault(), "http", null);
    }

    private ScriptedServer(ServerSocketFactory sockets, String scheme, X509Certificate certificate) {
        this.scheme = scheme;
        this.certificate = certificate;
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("scripted-server").start(this::accept);
    }

    /** Starts a server with TLS and a certificate that it has signed itself. */
    static ScriptedServer withCertificateOf(String host) throws Exception {
        char[] password = "changeit".toCharArray();
        Path file = Files.createTempDirectory("tls").resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(password))
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool has failed");
        }
        KeyStore keys = KeyStore.getInstance(file.toFile(), password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new ScriptedServer(
                context.getServerSocketFactory(), "https", (X509Certificate) keys.getCertificate("a"));
    }

    /** Adds the answer to the next request. */
    ScriptedServer then(Script script) {
        scripts.add(script);
        return this;
    }

    /** Sets the answers to requests that accept JSON, in turn; the last one is repeated. */
    ScriptedServer onRead(String json) {
        reads.add(json);
        return this;
    }

    /** Adds the answer to the next request that accepts an event stream. */
    ScriptedServer onStream(Script script) {
        streams.add(script);
        return this;
    }

    private Script select(String request) {
        if (reads.isEmpty()) {
            return scripts.poll();
        }
        if (request.contains("text/event-stream")) {
            return streams.poll();
        }
        String json = reads.size() > 1 ? reads.poll() : reads.peek();
        return answer -> answer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + json.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + json);
    }

    /** Adds an event stream that ends. */
    ScriptedServer thenStream(String events) {
        return then(answer -> answer.write(STREAM_HEAD + events));
    }

    /** Adds an event stream that stays open. */
    ScriptedServer thenOpenStream(String events) {
        return then(answer -> answer.write(STREAM_HEAD + events).awaitClose());
    }

    /** Adds an answer with a body. */
    ScriptedServer thenAnswer(int status, String type, String body) {
        return then(answer -> answer.write("HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + body));
    }

    /** Adds a JSON answer. */
    ScriptedServer thenJson(String body) {
        return thenAnswer(200, "application/json", body);
    }

    /** Returns the certificate of a server with TLS. */
    X509Certificate certificate() {
        return certificate;
    }

    String url() {
        return scheme + "://localhost:" + server.getLocalPort();
    }

    /** Returns the requests so far: line, headers and body of each. */
    List<String> requests() {
        return requests;
    }

    /** Returns the value of a header of a request; empty if it is absent. */
    String header(int request, String name) {
        return requests.get(request)
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String request = readRequest(in);
            if (!request.isEmpty()) {
                requests.add(request);
                Script script = select(request);
                Answer answer = new Answer(in, socket.getOutputStream());
                (script == null ? unavailable() : script).answer(answer);
            }
        } catch (IOException closedByTheClient) {
            // A part of many scripts.
        } finally {
            open.remove(socket);
        }
    }

    private static Script unavailable() {
        return answer -> answer.write("HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private static String readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        Matcher length = CONTENT_LENGTH.matcher(head.toString(UTF_8));
        return head.toString(UTF_8)
                + (length.find() ? new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8) : "");
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
