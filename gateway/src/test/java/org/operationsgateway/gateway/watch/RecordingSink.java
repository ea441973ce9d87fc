package org.operationsgateway.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.operationsgateway.gateway.stream.FrameSink;

/** A sink that records the written bytes. The test controls whether it is writable. */
final class RecordingSink implements FrameSink {

    private static final Pattern REVISION_OR_TYPE = Pattern.compile("(?m)^(?:id: \\w+-|event: )(\\w+)(?:-\\w{5})?$");

    private final StringBuilder written = new StringBuilder();
    boolean writable = true;
    /** The number of frames after which it is not writable. */
    int writableFrames = Integer.MAX_VALUE;

    /** Runs once, at the next flush. */
    Runnable onNextFlush = () -> {};

    boolean completed;

    /** Returns the revision numbers and the event types in order, such as {@code 1 2 done}. */
    String summary() {
        return REVISION_OR_TYPE
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
        return writable && writableFrames > 0;
    }

    @Override
    public void write(byte[] frame) {
        writableFrames--;
        written.append(new String(frame, UTF_8));
    }

    @Override
    public void flush() {
        Runnable action = onNextFlush;
        onNextFlush = () -> {};
        action.run();
    }

    @Override
    public void complete() {
        completed = true;
    }
}
