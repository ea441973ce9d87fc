package org.operationsgateway.gateway.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/**
 * A fake of PostgreSQL 14.9, which accepts every login, reports its version, and confirms every statement.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">Message Flow</a>
 */
public final class OutdatedServer implements AutoCloseable {

    private final ServerSocket socket;

    public OutdatedServer() throws IOException {
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** Returns the port on this machine. */
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    serveSession(
                            new DataInputStream(client.getInputStream()),
                            new DataOutputStream(client.getOutputStream()));
                }
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void serveSession(DataInputStream in, DataOutputStream out) throws IOException {
        in.readFully(new byte[in.readInt() - 4]);
        writeStartup(out);
        for (int type = in.read(); type != -1 && type != 'X'; type = in.read()) {
            in.readFully(new byte[in.readInt() - 4]);
            reply((char) type, out);
        }
    }

    private static void writeStartup(DataOutputStream out) throws IOException {
        message(out, 'R', new byte[4]);
        parameter(out, "server_version", "14.9");
        parameter(out, "client_encoding", "UTF8");
        parameter(out, "DateStyle", "ISO, MDY");
        parameter(out, "standard_conforming_strings", "on");
        parameter(out, "integer_datetimes", "on");
        message(out, 'K', new byte[8]);
        message(out, 'Z', new byte[] {'I'});
    }

    private static void reply(char type, DataOutputStream out) throws IOException {
        switch (type) {
            case 'P' -> message(out, '1', new byte[0]);
            case 'B' -> message(out, '2', new byte[0]);
            case 'D' -> message(out, 'n', new byte[0]);
            case 'E' -> message(out, 'C', "SET\0".getBytes(UTF_8));
            case 'Q' -> {
                message(out, 'C', "SET\0".getBytes(UTF_8));
                message(out, 'Z', new byte[] {'I'});
            }
            case 'S' -> message(out, 'Z', new byte[] {'I'});
            default -> throw new IOException("unexpected message " + type);
        }
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write((name + "\0" + value + "\0").getBytes(UTF_8));
        message(out, 'S', body.toByteArray());
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }
}
