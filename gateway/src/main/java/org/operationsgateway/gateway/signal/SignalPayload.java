package org.operationsgateway.gateway.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.RevisionId;

/**
 * A codec of the payload of signals: a line with the sender, and a line with the name and the latest revision id of
 * each changed operation.
 */
final class SignalPayload {

    /** The payload of a notification is limited to less than 8000 bytes; names are ASCII. */
    private static final int MAX_CHARS = 7900;

    private static final String SENDER = "from ";

    private SignalPayload() {}

    /** Writes changes into as many payloads as necessary. */
    static List<String> write(String sender, Map<OperationName, RevisionId> changes) {
        String header = SENDER + sender + "\n";
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(header);
        changes.forEach((name, id) -> {
            String line = name + " " + id + "\n";
            if (payload.length() + line.length() > MAX_CHARS) {
                payloads.add(payload.toString());
                payload.setLength(header.length());
            }
            payload.append(line);
        });
        payloads.add(payload.toString());
        return payloads;
    }

    /** Returns whether a payload is from a sender. */
    static boolean isFrom(String sender, String payload) {
        return payload.startsWith(sender, SENDER.length()) && payload.startsWith(SENDER);
    }

    /**
     * Reads the changes of a payload. Ignores invalid lines: any role of the database may send notifications on the
     * channel, and a later version may write other lines.
     */
    static void read(String payload, BiConsumer<OperationName, RevisionId> onChange) {
        payload.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                RevisionId.parse(line.substring(space + 1))
                        .ifPresent(id -> name(line.substring(0, space)).ifPresent(name -> onChange.accept(name, id)));
            }
        });
    }

    private static Optional<OperationName> name(String text) {
        try {
            return Optional.of(OperationName.parse(text));
        } catch (StatusException invalid) {
            return Optional.empty();
        }
    }
}
