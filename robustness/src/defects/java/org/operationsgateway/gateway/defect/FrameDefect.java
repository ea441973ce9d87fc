package org.operationsgateway.gateway.defect;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is sent instead of a frame of a stream: one for each connection. */
@FunctionalInterface
interface FrameDefect {

    Pattern DATA = Pattern.compile("data: (\\{\"name\".*\"done\":false})\n");

    /** The frames to send instead of this one. */
    List<String> tamper(String path, String frame);

    static FrameDefect duplicate() {
        return (path, frame) -> once(5) && running(frame) ? List.of(frame, frame) : List.of(frame);
    }

    static FrameDefect reorder() {
        AtomicReference<String> held = new AtomicReference<>("");
        return (path, frame) -> {
            String before = held.getAndSet("");
            if (!before.isEmpty()) {
                return running(frame) ? List.of(frame, before) : List.of(before, frame);
            }
            if (running(frame) && once(5)) {
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
            Matcher data = DATA.matcher(frame);
            if (!data.find()) {
                return List.of(frame);
            }
            String before = last.getAndSet(data.group(1));
            return before.isEmpty() || !once(5) ? List.of(frame) : List.of(frame.replace(data.group(1), before));
        };
    }

    static FrameDefect skip() {
        AtomicInteger frames = new AtomicInteger();
        return (path, frame) -> frames.incrementAndGet() > 2 && running(frame) && once(10) ? List.of() : List.of(frame);
    }

    static FrameDefect lossyCollection() {
        return (path, frame) ->
                path.endsWith("/operations") && frame.contains("\"name\"") && once(20) ? List.of() : List.of(frame);
    }

    private static boolean running(String frame) {
        return DATA.matcher(frame).find();
    }

    private static boolean once(int in) {
        return ThreadLocalRandom.current().nextInt(in) == 0;
    }
}
