package org.operationsgateway.bench.workload;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.bench.load.ClientLoop;
import org.operationsgateway.bench.report.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that runs one kind of load against one server and reports the result. */
@Command
abstract class Workload implements Callable<Integer> {

    /** A callback that starts the measurement on the event loop. Times are in nanoseconds. */
    @FunctionalInterface
    interface MeasurementStart {

        void start(long now, long end);
    }

    /**
     * A finished measurement.
     *
     * @param start the start, in nanoseconds
     * @param cpuBefore the CPU time of the server at the start, in seconds
     */
    record Measurement(long start, double cpuBefore) {}

    private final String name;

    @Mixin
    private TargetOptions target = new TargetOptions();

    Workload(String name) {
        this.name = name;
    }

    final TargetOptions target() {
        return target;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        try (ClientLoop loop = target.loop()) {
            return run(loop);
        }
    }

    /** Runs the workload and returns the exit code. */
    abstract int run(ClientLoop loop) throws IOException, InterruptedException;

    /** Waits for the end of the warm-up, starts the measurement, and waits for the end of its duration. */
    final Measurement measure(ClientLoop loop, MeasurementStart listener) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(target.warmup().toNanos());
        double cpuBefore = target.processes().cpuSeconds();
        long start = loop.call(() -> {
            long now = System.nanoTime();
            listener.start(now, now + target.duration().toNanos());
            return now;
        });
        TimeUnit.NANOSECONDS.sleep(target.duration().toNanos());
        return new Measurement(start, cpuBefore);
    }

    /** Returns the CPU time of the server since then, in seconds. */
    final double cpuSecondsSince(double cpuBefore) {
        return target.processes().cpuSeconds() - cpuBefore;
    }

    final void report(Result.Figures figures) throws IOException {
        target.report(name, figures);
    }
}
