package org.operationsgateway.gateway.collection.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.operationsgateway.gateway.collection.log.PgSnapshot;

/**
 * Up to where a collection's stream has been delivered. As text, such as {@code 5d41402a-2s-3.0.2}, it is the id of an
 * event, opaque to clients.
 *
 * @param database the database that the moment belongs to
 * @param cursor a moment of it: everything visible then has been delivered
 */
public record CollectionCursor(String database, PgSnapshot cursor) {

    private static final int RADIX = 36;
    // The numbers are short enough for their sum to fit into a long.
    private static final Pattern HEAD = Pattern.compile("([0-9a-f]{8})-([0-9a-z]{1,11})-([0-9a-z]{1,11})");
    private static final Pattern NUMBER = Pattern.compile("[0-9a-z]{1,11}");

    /** Reads the text of an id: empty if it isn't one, which of a client's is no error. */
    public static Optional<CollectionCursor> parse(String text) {
        String[] parts = text.split("\\.", -1);
        Matcher head = HEAD.matcher(parts[0]);
        if (!head.matches()) {
            return Optional.empty();
        }
        long xmin = Long.parseLong(head.group(2), RADIX);
        long xmax = xmin + Long.parseLong(head.group(3), RADIX);
        List<Long> inProgress = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            if (!NUMBER.matcher(parts[i]).matches()) {
                return Optional.empty();
            }
            inProgress.add(xmin + Long.parseLong(parts[i], RADIX));
        }
        return cursor(xmin, xmax, inProgress).map(cursor -> new CollectionCursor(head.group(1), cursor));
    }

    private static Optional<PgSnapshot> cursor(long xmin, long xmax, List<Long> inProgress) {
        try {
            return Optional.of(new PgSnapshot(xmin, xmax, inProgress));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Another moment of the same database. */
    public CollectionCursor at(PgSnapshot other) {
        return new CollectionCursor(database, other);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(database)
                .append('-')
                .append(Long.toString(cursor.xmin(), RADIX))
                .append('-')
                .append(Long.toString(cursor.xmax() - cursor.xmin(), RADIX));
        cursor.inProgress().forEach(xid -> text.append('.').append(Long.toString(xid - cursor.xmin(), RADIX)));
        return text.toString();
    }
}
