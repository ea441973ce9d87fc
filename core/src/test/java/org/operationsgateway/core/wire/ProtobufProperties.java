package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.Int64Value;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.arbitrary.Operations;
import org.operationsgateway.core.arbitrary.Payloads;

/** A round-trip test against the JSON parser and printer of protocol buffers. */
class ProtobufProperties {

    private static final JsonFormat.TypeRegistry TYPES = JsonFormat.TypeRegistry.newBuilder()
            .add(ErrorInfo.getDescriptor())
            .add(Status.getDescriptor())
            .add(Struct.getDescriptor())
            .add(StringValue.getDescriptor())
            .add(Int64Value.getDescriptor())
            .add(Timestamp.getDescriptor())
            .add(Duration.getDescriptor())
            .add(Empty.getDescriptor())
            .build();

    @Property
    void operationsAreEqualAfterARoundTrip(@ForAll("operations") Operation operation)
            throws InvalidProtocolBufferException {
        String printed = JsonFormat.printer().usingTypeRegistry(TYPES).print(operation);
        String written = OperationJson.write(OperationJson.parse(printed.getBytes(StandardCharsets.UTF_8)));

        var read = Operation.newBuilder();
        JsonFormat.parser().usingTypeRegistry(TYPES).merge(written, read);
        assertThat(read.build()).isEqualTo(operation);
    }

    @Property
    void statusesAreEqualAfterARoundTrip(@ForAll("errors") Status error) throws InvalidProtocolBufferException {
        String printed = JsonFormat.printer().usingTypeRegistry(TYPES).print(error);
        String written = StatusJson.write(StatusJson.parse(printed));

        var read = Status.newBuilder();
        JsonFormat.parser().usingTypeRegistry(TYPES).merge(written, read);
        assertThat(read.build()).isEqualTo(error);
    }

    @Provide
    Arbitrary<Operation> operations() {
        Arbitrary<Operation> running = Arbitraries.just(Operation.getDefaultInstance());
        Arbitrary<Operation> done =
                Arbitraries.just(Operation.newBuilder().setDone(true).build());
        Arbitrary<Operation> failed = errors().map(error ->
                Operation.newBuilder().setDone(true).setError(error).build());
        Arbitrary<Operation> succeeded = anys().map(response ->
                Operation.newBuilder().setDone(true).setResponse(response).build());
        return Combinators.combine(
                        Arbitraries.oneOf(running, done, failed, succeeded), Operations.names(), anys().injectNull(0.2))
                .as((state, name, metadata) -> {
                    var operation = state.toBuilder().setName(name.toString());
                    return metadata == null
                            ? operation.build()
                            : operation.setMetadata(metadata).build();
                });
    }

    @Provide
    Arbitrary<Status> errors() {
        return Combinators.combine(
                        Arbitraries.integers().filter(code -> code != 0),
                        Payloads.messages(),
                        anys().list().ofMaxSize(3))
                .as((code, message, details) -> Status.newBuilder()
                        .setCode(code)
                        .setMessage(message)
                        .addAllDetails(details)
                        .build());
    }

    private static Arbitrary<Any> anys() {
        Arbitrary<String> texts = Payloads.messages();
        Arbitrary<Message> strings = texts.map(StringValue::of);
        Arbitrary<Message> integers = Arbitraries.longs().map(Int64Value::of);
        Arbitrary<Message> times = Combinators.combine(seconds(), nanos())
                .as((seconds, nanos) -> Timestamp.newBuilder()
                        .setSeconds(seconds)
                        .setNanos(nanos)
                        .build());
        Arbitrary<Message> durations = Combinators.combine(seconds(), nanos())
                .as((seconds, nanos) -> Duration.newBuilder()
                        .setSeconds(seconds)
                        .setNanos(nanos)
                        .build());
        Arbitrary<Message> infos = Combinators.combine(texts, texts)
                .as((reason, value) -> ErrorInfo.newBuilder()
                        .setReason(reason)
                        .putMetadata("k" + reason, value)
                        .build());
        Arbitrary<Message> statuses = Combinators.combine(texts, integers)
                .as((message, detail) -> Status.newBuilder()
                        .setMessage(message)
                        .addDetails(Any.pack(detail))
                        .build());
        Arbitrary<Message> empty = Arbitraries.just(Empty.getDefaultInstance());
        return Arbitraries.oneOf(strings, integers, times, durations, infos, statuses, structs(), empty)
                .map(Any::pack);
    }

    private static Arbitrary<Message> structs() {
        Arbitrary<Double> numbers = Arbitraries.doubles();
        return Combinators.combine(Payloads.messages(), numbers, Payloads.messages())
                .as((key, number, text) -> Struct.newBuilder()
                        .putFields(
                                key, Value.newBuilder().setNumberValue(number).build())
                        .putFields(
                                "l" + key,
                                Value.newBuilder().setListValue(list(text)).build())
                        .build());
    }

    private static ListValue list(String text) {
        return ListValue.newBuilder()
                .addValues(Value.newBuilder().setStringValue(text))
                .addValues(Value.newBuilder().setNullValue(NullValue.NULL_VALUE))
                .addValues(Value.newBuilder().setBoolValue(true))
                .build();
    }

    private static Arbitrary<Long> seconds() {
        return Arbitraries.longs().between(0, 253_402_300_799L);
    }

    private static Arbitrary<Integer> nanos() {
        return Arbitraries.integers().between(0, 999_999_999);
    }
}
