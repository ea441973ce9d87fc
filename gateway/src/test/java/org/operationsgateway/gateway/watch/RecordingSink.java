package org.operationsgateway.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.operationsgateway.gateway.stream.FrameSink;

/** A way out that keeps what was written, and takes only as much as the test allows. */
final class RecordingSink implements FrameSink {

    private static final Pattern MILESTONE = Pattern.compile("(?m)^(?:id: \\w+-|event: )(\\w+)$");

    private final StringBuilder written = new StringBuilder();
    boolean writable = true;
    /** Happens at the next flush, once. */
    Runnable atFlush = () -> {};

    boolean completed;

    /** The revisions and the events in order, such as {@code 1 2 done}. */
    String milestones() {
        return MILESTONE
                .matcher(written)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.joining(" "));
    }

    String text() {
        return written.toString();
    }

    @Override
    public boolean accepts(byte[] frame, Recency recency) {
        return true;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void write(byte[] frame) {
        written.append(new String(frame, UTF_8));
    }

    @Override
    public void flush() {
        Runnable once = atFlush;
        atFlush = () -> {};
        once.run();
    }

    @Override
    public void complete() {
        completed = true;
    }
}
