package org.operationsgateway.gateway.defect;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A defect of the frames that are sent on one connection. */
@FunctionalInterface
interface FrameDefect {

    /** The data of an event with a running state. */
    Pattern RUNNING = Pattern.compile("data: (\\{\"name\".*\"done\":false})\n");

    /** Returns the frames to send instead of a frame. */
    List<String> replace(String path, String frame);

    static FrameDefect duplicate() {
        return (path, frame) -> oneIn(5) && isRunning(frame) ? List.of(frame, frame) : List.of(frame);
    }

    static FrameDefect reorder() {
        AtomicReference<String> held = new AtomicReference<>("");
        return (path, frame) -> {
            String previous = held.getAndSet("");
            if (!previous.isEmpty()) {
                return isRunning(frame) ? List.of(frame, previous) : List.of(previous, frame);
            }
            if (isRunning(frame) && oneIn(5)) {
                held.set(frame);
                return List.of();
            }
            return List.of(frame);
        };
    }

    static FrameDefect dropTerminal() {
        return (path, frame) -> List.of(frame.replaceAll("event: done\ndata: .*\n\n", ""));
    }

    static FrameDefect staleBody() {
        AtomicReference<String> last = new AtomicReference<>("");
        return (path, frame) -> {
            Matcher data = RUNNING.matcher(frame);
            if (!data.find()) {
                return List.of(frame);
            }
            String previous = last.getAndSet(data.group(1));
            return previous.isEmpty() || !oneIn(5) ? List.of(frame) : List.of(frame.replace(data.group(1), previous));
        };
    }

    static FrameDefect skip() {
        AtomicInteger frames = new AtomicInteger();
        return (path, frame) ->
                frames.incrementAndGet() > 2 && isRunning(frame) && oneIn(10) ? List.of() : List.of(frame);
    }

    static FrameDefect lossyCollection() {
        return (path, frame) ->
                path.endsWith("/operations") && frame.contains("\"name\"") && oneIn(20) ? List.of() : List.of(frame);
    }

    static FrameDefect ignoreHistory() {
        return (path, frame) -> List.of(frame.replaceAll("(id: .*\n)?event: reset\ndata: .*OTHER_HISTORY.*\n\n", ""));
    }

    private static boolean isRunning(String frame) {
        return RUNNING.matcher(frame).find();
    }

    private static boolean oneIn(int count) {
        return ThreadLocalRandom.current().nextInt(count) == 0;
    }
}
