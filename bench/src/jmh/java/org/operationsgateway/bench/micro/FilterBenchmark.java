package org.operationsgateway.bench.micro;

import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.operationsgateway.core.filter.Filter;
import org.operationsgateway.core.filter.FilterSubject;
import org.operationsgateway.core.name.OperationName;

/** A benchmark of filters: parsing, and matching an operation that has just changed. */
@State(Scope.Benchmark)
public class FilterBenchmark extends NanosecondBenchmark {

    private static final OperationName NAME = OperationName.parse("projects/p/operations/report");

    @Param({"done = false", "metadata.progressPercent > 40 AND NOT done", "metadata.stage = \"load*\" OR done = true"})
    private String text = "";

    private Filter filter = Filter.ALL;

    /** Parses the filter that is matched. */
    @Setup
    public void parseFilter() {
        filter = Filter.parse(text);
    }

    /** Parses a filter. */
    @Benchmark
    public Filter parse() {
        return Filter.parse(text);
    }

    /** Matches an operation for the first time: its JSON is parsed if the filter has conditions on the metadata. */
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
