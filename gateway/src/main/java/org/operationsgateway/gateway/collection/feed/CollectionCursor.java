package org.operationsgateway.gateway.collection.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.log.DatabasePosition;
import org.operationsgateway.gateway.collection.log.PgSnapshot;

/**
 * The position of a collection stream: a snapshot of one history of one database, of which every change has been
 * delivered. Immutable.
 *
 * <p>Its text, such as {@code 5d41402a9f3c01d2-2s-3-f8s1.0.2}, is an event id. The text is opaque to clients. Cursors
 * of earlier versions have neither the history nor the check of the snapshot.
 *
 * @param databaseId the id of the database that the snapshot belongs to, 8 hexadecimal digits
 * @param history the history of the server, 8 hexadecimal digits; empty if it is not known
 */
public record CollectionCursor(String databaseId, String history, PgSnapshot snapshot) {

    private static final int RADIX = 36;
    // 11 digits: the sum of two numbers fits into a long.
    private static final Pattern HEAD =
            Pattern.compile("([0-9a-f]{8})((?:[0-9a-f]{8})?)-([0-9a-z]{1,11})-([0-9a-z]{1,11})(?:-([0-9a-z]{1,5}))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9a-z]{1,11}");

    /** Returns the cursor after everything that is visible at a position of the database. */
    public static CollectionCursor of(DatabasePosition position) {
        return new CollectionCursor(position.databaseId(), position.history(), position.durable());
    }

    /** Parses an event id; returns empty if the text, which a client sends, is not a cursor. */
    public static Optional<CollectionCursor> parse(String text) {
        String[] parts = text.split("\\.", -1);
        Matcher head = HEAD.matcher(parts[0]);
        if (!head.matches()) {
            return Optional.empty();
        }
        long xmin = Long.parseLong(head.group(3), RADIX);
        long xmax = xmin + Long.parseLong(head.group(4), RADIX);
        Long check = head.group(5) == null ? null : Long.valueOf(head.group(5), RADIX);
        List<Long> inProgress = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            if (!NUMBER.matcher(parts[i]).matches()) {
                return Optional.empty();
            }
            inProgress.add(xmin + Long.parseLong(parts[i], RADIX));
        }
        return snapshot(xmin, xmax, inProgress, check)
                .map(snapshot -> new CollectionCursor(head.group(1), head.group(2), snapshot));
    }

    private static Optional<PgSnapshot> snapshot(long xmin, long xmax, List<Long> inProgress, @Nullable Long check) {
        try {
            return Optional.of(new PgSnapshot(xmin, xmax, inProgress, check));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a cursor at another snapshot of the same history. */
    public CollectionCursor at(PgSnapshot other) {
        return new CollectionCursor(databaseId, history, other);
    }

    /** Returns whether the cursor belongs to a history; true if its own is not known. */
    public boolean isOf(String other) {
        return history.isEmpty() || history.equals(other);
    }

    /** Returns the event id. Transaction ids are relative to {@code xmin}, so that the text is short. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(databaseId)
                .append(history)
                .append('-')
                .append(Long.toString(snapshot.xmin(), RADIX))
                .append('-')
                .append(Long.toString(snapshot.xmax() - snapshot.xmin(), RADIX));
        Long check = snapshot.check();
        if (check != null) {
            text.append('-').append(Long.toString(check, RADIX));
        }
        snapshot.inProgress().forEach(xid -> text.append('.').append(Long.toString(xid - snapshot.xmin(), RADIX)));
        return text.toString();
    }
}
