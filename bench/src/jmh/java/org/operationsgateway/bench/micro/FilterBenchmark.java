package org.operationsgateway.bench.micro;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;

/** The filter language: reading one, and asking it about an operation that has just changed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class FilterBenchmark {

    private static final OperationName NAME = OperationName.parse("projects/p/operations/report");

    @Param({"done = false", "metadata.progressPercent > 40 AND NOT done", "metadata.stage = \"load*\" OR done = true"})
    private String text = "";

    private Filter filter = Filter.ALL;

    /** Reads the filter. */
    @Setup
    public void read() {
        filter = Filter.parse(text);
    }

    /** From text. */
    @Benchmark
    public Filter parse() {
        return Filter.parse(text);
    }

    /** An operation that nobody has asked about before: its JSON is read if the filter looks into it. */
    @Benchmark
    public boolean matches() {
        return filter.matches(new FilterSubject(
                NAME,
                false,
                "{\"@type\":\"types.example.com/Bench\",\"stage\":\"loading\",\"progressPercent\":42}",
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                false));
    }
}
