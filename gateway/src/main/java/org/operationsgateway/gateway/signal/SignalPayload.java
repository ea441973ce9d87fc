package org.operationsgateway.gateway.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.RevisionId;

/**
 * What replicas write to each other: a line that says who writes, and one for each operation that changed, with its name and
 * its latest revision.
 */
final class SignalPayload {

    /** PostgreSQL takes less than 8,000 bytes in one notification; a name is ASCII. */
    private static final int MAX_LENGTH = 7900;

    private static final String FROM = "from ";

    private SignalPayload() {}

    /** As many texts as the changes need. */
    static List<String> write(String sender, Map<OperationName, RevisionId> changes) {
        String head = FROM + sender + "\n";
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder(head);
        changes.forEach((name, id) -> {
            String line = name + " " + id + "\n";
            if (text.length() + line.length() > MAX_LENGTH) {
                texts.add(text.toString());
                text.setLength(head.length());
            }
            text.append(line);
        });
        texts.add(text.toString());
        return texts;
    }

    /** Whether that sender wrote the text: then it knows what is in it. */
    static boolean isFrom(String sender, String text) {
        return text.startsWith(sender, FROM.length()) && text.startsWith(FROM);
    }

    /** Reads a text; what is no line of ours, such as another version's, is passed over. */
    static void read(String text, BiConsumer<OperationName, RevisionId> change) {
        text.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                RevisionId.parse(line.substring(space + 1))
                        .ifPresent(id -> change.accept(OperationName.parse(line.substring(0, space)), id));
            }
        });
    }
}
