package org.operationsgateway.robustness.attack;

import java.io.IOException;
import org.operationsgateway.testkit.http.Http2Frames;
import org.operationsgateway.testkit.http.RawHttp2Connection;

/** Floods of HTTP/2 frames, on connections that are opened again when the gateway has closed them. */
final class Http2Floods {

    private static final int CONNECTIONS = 4;
    private static final int BATCH = 500;
    private static final int PING_BYTES = 8;

    private Http2Floods() {}

    /** The frames that a connection sends next. */
    @FunctionalInterface
    private interface Frames {
        byte[] next(RawHttp2Connection connection);
    }

    static void resets(Victim victim) {
        flood(victim, Http2Floods::requestsAndResets);
    }

    private static byte[] requestsAndResets(RawHttp2Connection connection) {
        byte[][] frames = new byte[2 * BATCH][];
        for (int i = 0; i < frames.length; i += 2) {
            int stream = connection.newStream();
            frames[i] = Http2Frames.get(stream, TestData.SMALL, Keys.header(Keys.anyAttacker()));
            frames[i + 1] = Http2Frames.reset(stream);
        }
        return Http2Frames.concat(frames);
    }

    static void settings(Victim victim) {
        byte[] window = Http2Frames.setting(Http2Frames.INITIAL_WINDOW_SIZE, 1000);
        flood(victim, Http2Frames.frame(Http2Frames.SETTINGS, 0, 0, window));
    }

    static void pings(Victim victim) {
        flood(victim, Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[PING_BYTES]));
    }

    static void windowUpdates(Victim victim) {
        flood(victim, Http2Frames.windowUpdate(0, 1));
    }

    static void continuations(Victim victim) {
        byte[] frames = Http2Frames.concat(
                Http2Frames.frame(Http2Frames.HEADERS, 0, 1),
                Http2Frames.repeat(BATCH, Http2Frames.frame(Http2Frames.CONTINUATION, 0, 1)));
        flood(victim, connection -> frames);
    }

    private static void flood(Victim victim, byte[] frame) {
        byte[] frames = Http2Frames.repeat(BATCH, frame);
        flood(victim, connection -> frames);
    }

    private static void flood(Victim victim, Frames frames) {
        Parallel.run(CONNECTIONS, number -> {
            while (victim.isUnderAttack()) {
                attempt(victim, frames);
            }
        });
    }

    private static void attempt(Victim victim, Frames frames) {
        try (RawHttp2Connection connection = RawHttp2Connection.to(victim.port())) {
            while (victim.isUnderAttack()) {
                connection.send(frames.next(connection));
            }
        } catch (IOException e) {
            // The gateway has closed the connection.
        }
    }
}
