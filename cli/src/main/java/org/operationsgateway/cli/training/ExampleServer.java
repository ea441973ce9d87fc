package org.operationsgateway.cli.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server on a loopback address with one operation, which is done. It answers one request at a time. */
final class ExampleServer implements AutoCloseable, Runnable {

    private static final String OPERATION = """
            {"name":"operations/a","metadata":{"@type":"t/p","progressPercent":40,"statusMessage":"Copying",\
            "startTime":"2026-01-01T00:00:00Z"},"done":true,"response":{"@type":"t/r","pages":12}}""";

    private static final int BACKLOG = 8;

    private final ServerSocket socket;

    ExampleServer() throws IOException {
        socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void run() {
        try {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    answer(connection);
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void answer(Socket connection) throws IOException {
        var request = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        String first = request.readLine();
        boolean isStream = false;
        for (String line = first; line != null && !line.isEmpty(); line = request.readLine()) {
            isStream |= line.contains("text/event-stream");
        }
        String response = first == null ? "" : response(first, isStream);
        connection.getOutputStream().write(response.getBytes(UTF_8));
    }

    private static String response(String request, boolean isStream) {
        if (isStream) {
            return head("text/event-stream") + "retry: 1000\n\nid: a-1-a\ndata: " + OPERATION
                    + "\n\nevent: done\ndata: {\"name\":\"operations/a\"}\n\n";
        }
        boolean isList = request.contains("/operations ") || request.contains("/operations?");
        boolean isCreate = request.startsWith("POST");
        return head("application/json") + (isList && !isCreate ? "{\"operations\":[" + OPERATION + "]}" : OPERATION);
    }

    private static String head(String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
