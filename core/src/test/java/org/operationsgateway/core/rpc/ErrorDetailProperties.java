package org.operationsgateway.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.JsonFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.operationsgateway.core.arbitrary.Payloads;

/** A test of the JSON of error details against the JSON parser of protocol buffers. */
class ErrorDetailProperties {

    private static final JsonFormat.TypeRegistry TYPES = JsonFormat.TypeRegistry.newBuilder()
            .add(com.google.rpc.ErrorInfo.getDescriptor().getFile().getMessageTypes())
            .build();

    @Property
    void errorInfo(
            @ForAll("texts") String reason,
            @ForAll("texts") String domain,
            @ForAll("maps") Map<String, String> metadata)
            throws InvalidProtocolBufferException {
        var expected = com.google.rpc.ErrorInfo.newBuilder()
                .setReason(reason)
                .setDomain(domain)
                .putAllMetadata(metadata)
                .build();

        assertRead(new ErrorInfo(reason, domain, metadata), expected);
    }

    @Property
    void badRequest(@ForAll("lists") List<String> fields, @ForAll("texts") String description)
            throws InvalidProtocolBufferException {
        var expected = com.google.rpc.BadRequest.newBuilder();
        fields.forEach(
                field -> expected.addFieldViolationsBuilder().setField(field).setDescription(description));

        assertRead(
                new BadRequest(fields.stream()
                        .map(field -> new BadRequest.FieldViolation(field, description))
                        .toList()),
                expected.build());
    }

    @Property
    void resourceInfo(@ForAll("texts") String name, @ForAll("texts") String description)
            throws InvalidProtocolBufferException {
        var expected = com.google.rpc.ResourceInfo.newBuilder()
                .setResourceType("google.longrunning.Operation")
                .setResourceName(name)
                .setDescription(description)
                .build();

        assertRead(ResourceInfo.operation(name, description), expected);
    }

    @Property
    void retryInfo(@ForAll @LongRange(min = 0, max = 315_576_000_000_000L) long millis)
            throws InvalidProtocolBufferException {
        var expected = com.google.rpc.RetryInfo.newBuilder()
                .setRetryDelay(Durations.fromMillis(millis))
                .build();
        RetryInfo info = new RetryInfo(Duration.ofMillis(millis));

        assertRead(info, expected);
        assertThat(info.toAny().json()).contains("\"" + Durations.toString(expected.getRetryDelay()) + "\"");
    }

    private static void assertRead(ErrorDetail detail, Message expected) throws InvalidProtocolBufferException {
        var any = com.google.protobuf.Any.newBuilder();
        JsonFormat.parser().usingTypeRegistry(TYPES).merge(detail.toAny().json(), any);

        // Compares messages instead of bytes, because the order of map entries is undefined.
        assertThat((Message) any.build().unpack(expected.getClass())).isEqualTo(expected);
        assertThat(Any.parse(detail.toAny().json())).isEqualTo(detail.toAny());
    }

    @Provide
    Arbitrary<String> texts() {
        return Payloads.messages();
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return texts().list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Map<String, String>> maps() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(3);
    }
}
