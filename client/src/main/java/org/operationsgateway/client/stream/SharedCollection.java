package org.operationsgateway.client.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.client.event.CollectionEvent;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * One collection stream and the watches that share it. It is subscribed to from the first watch to the last one, and
 * never again. Thread-safe: the watches are guarded by this object, and no foreign code runs while it is locked.
 */
final class SharedCollection {

    private final Flux<RevisedEvent> stream;
    private final Runnable onClose;
    private final Disposable.Swap subscription = Disposables.swap();
    private final Map<String, List<SharedWatch>> watches = new HashMap<>();
    private boolean isOpen;
    private boolean isClosed;

    SharedCollection(Flux<RevisedEvent> stream, Runnable onClose) {
        this.stream = stream;
        this.onClose = onClose;
    }

    /** Adds a watch; returns null if the stream has been closed. */
    @Nullable
    SharedWatch join(String name) {
        SharedWatch watch = new SharedWatch(name);
        boolean isFirst;
        synchronized (this) {
            if (isClosed) {
                return null;
            }
            watches.computeIfAbsent(name, key -> new ArrayList<>(1)).add(watch);
            isFirst = !isOpen;
            isOpen = true;
        }
        if (isFirst) {
            subscription.update(stream.subscribe(this::dispatch, this::fail));
        }
        return watch;
    }

    /** Removes a watch, and closes the stream after the last one. */
    void leave(SharedWatch watch) {
        synchronized (this) {
            watches.computeIfPresent(watch.name(), (name, all) -> all.remove(watch) && all.isEmpty() ? null : all);
            if (!watches.isEmpty() || isClosed) {
                return;
            }
            isClosed = true;
        }
        onClose.run();
        subscription.dispose();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    private void dispatch(RevisedEvent event) {
        for (SharedWatch watch : receivers(event.event())) {
            if (!watch.add(event)) {
                leave(watch);
            }
        }
    }

    private synchronized List<SharedWatch> receivers(CollectionEvent event) {
        return switch (event) {
            case CollectionEvent.Changed changed ->
                receivers(changed.operation().name().toString());
            case CollectionEvent.Removed removed -> receivers(removed.name().toString());
            case CollectionEvent.Synced synced -> all();
            case CollectionEvent.Reset reset -> all();
        };
    }

    private List<SharedWatch> receivers(String name) {
        return List.copyOf(watches.getOrDefault(name, List.of()));
    }

    private List<SharedWatch> all() {
        return watches.values().stream().flatMap(List::stream).toList();
    }

    private void fail(Throwable failure) {
        List<SharedWatch> failed;
        synchronized (this) {
            isClosed = true;
            failed = all();
            watches.clear();
        }
        onClose.run();
        failed.forEach(watch -> watch.fail(failure));
    }
}
