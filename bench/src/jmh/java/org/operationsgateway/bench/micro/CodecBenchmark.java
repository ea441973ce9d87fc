package org.operationsgateway.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.Completion;
import org.operationsgateway.core.wire.MetadataUpdate;
import org.operationsgateway.core.wire.OperationJson;

/** The wire's JSON: what a request of a producer and the answer to it cost. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class CodecBenchmark {

    private byte[] update =
            "{\"metadata\":{\"@type\":\"types.example.com/Bench\",\"t\":\"0000123456789012345\",\"progressPercent\":42}}"
                    .getBytes(UTF_8);

    private byte[] completion =
            "{\"response\":{\"@type\":\"types.example.com/Report\",\"rows\":[1,2,3],\"title\":\"Sales of November\"}}"
                    .getBytes(UTF_8);

    private Operation operation = OperationJson.parse(
            ("{\"name\":\"operations/report\",\"metadata\":{\"@type\":\"types.example.com/Bench\",\"t\":\"1\"},\"done\":true,"
                            + "\"response\":{\"@type\":\"types.example.com/Report\",\"rows\":[1,2,3]}}")
                    .getBytes(UTF_8));

    /** An operation as text. */
    @Benchmark
    public String write() {
        return OperationJson.write(operation);
    }

    /** The body of an update. */
    @Benchmark
    public MetadataUpdate parseUpdate() {
        return MetadataUpdate.parse(update);
    }

    /** The body of a completion. */
    @Benchmark
    public Completion parseCompletion() {
        return Completion.parse(completion);
    }
}
