package org.operationsgateway.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.Completion;
import org.operationsgateway.core.wire.MetadataUpdate;
import org.operationsgateway.core.wire.OperationJson;

/** A benchmark of the JSON codec: the bodies of requests and responses of a producer. */
@State(Scope.Benchmark)
public class CodecBenchmark extends NanosecondBenchmark {

    private byte[] update = ("{\"metadata\":{\"@type\":\"types.example.com/Bench\",\"t\":\"0000123456789012345\","
                    + "\"progressPercent\":42}}")
            .getBytes(UTF_8);
    private byte[] completion =
            "{\"response\":{\"@type\":\"types.example.com/Report\",\"rows\":[1,2,3],\"title\":\"Sales of November\"}}"
                    .getBytes(UTF_8);
    private Operation operation = OperationJson.parse(
            ("{\"name\":\"operations/report\",\"metadata\":{\"@type\":\"types.example.com/Bench\",\"t\":\"1\"},"
                            + "\"done\":true,\"response\":{\"@type\":\"types.example.com/Report\",\"rows\":[1,2,3]}}")
                    .getBytes(UTF_8));

    /** Writes an operation as JSON. */
    @Benchmark
    public String write() {
        return OperationJson.write(operation);
    }

    /** Parses the body of an update. */
    @Benchmark
    public MetadataUpdate parseUpdate() {
        return MetadataUpdate.parse(update);
    }

    /** Parses the body of a completion. */
    @Benchmark
    public Completion parseCompletion() {
        return Completion.parse(completion);
    }
}
