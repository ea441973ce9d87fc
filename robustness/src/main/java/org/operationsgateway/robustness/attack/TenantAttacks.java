package org.operationsgateway.robustness.attack;

import java.util.function.Supplier;

/** Attacks of a tenant with a key of its own, and of clients that guess keys and tickets, while the attack lasts. */
final class TenantAttacks {

    private static final int CONNECTIONS = 32;
    private static final int EXCESSIVE_STREAMS = 3_000;

    private TenantAttacks() {}

    static void requestsBeyondTheLimit(Victim victim) {
        String request = Requests.head("GET", TestData.ARRAY + "/none", Keys.ATTACKER, "");
        flood(victim, () -> request);
    }

    static void changesBeyondTheLimit(Victim victim) {
        String body = "{\"metadata\":{\"@type\":\"t/T\",\"percent\":42}}";
        String header = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        String request = Requests.head("PATCH", TestData.SMALL, Keys.ATTACKER, header) + body;
        flood(victim, () -> request);
    }

    static void streamsBeyondTheLimit(Victim victim) {
        String request = Requests.head("GET", TestData.SMALL, Keys.ATTACKER, "Accept: text/event-stream\r\n");
        Parallel.run(EXCESSIVE_STREAMS, number -> victim.send(request));
    }

    static void guessedKeys(Victim victim) {
        flood(victim, () -> Requests.head("GET", TestData.SMALL, Keys.guessed(), ""));
    }

    static void guessedTickets(Victim victim) {
        flood(
                victim,
                () -> "GET " + TestData.SMALL + "?ticket=" + Keys.guessed() + " HTTP/1.1\r\nHost: " + Victim.HOST
                        + "\r\nAccept: text/event-stream\r\n\r\n");
    }

    private static void flood(Victim victim, Supplier<String> request) {
        Parallel.run(CONNECTIONS, number -> victim.repeat(request));
    }
}
