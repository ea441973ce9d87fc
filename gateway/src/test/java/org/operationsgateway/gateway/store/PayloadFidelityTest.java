package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newName;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;

/** The exact storage of payloads, character by character. */
@GatewayTest
class PayloadFidelityTest {

    private final OperationWriter writer;
    private final OperationReader reader;

    PayloadFidelityTest(OperationWriter writer, OperationReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-1234567890123456789",
                "123456789.012345678901234567890123456789",
                "1.500",
                "-0.0",
                "1e400",
                "1E-400",
                "1e100000",
                "\"😀 naïve ☃ \u2028\"",
                "\"\\ud83d\\ude00 \\u00e9 \\/ \\b\"",
                "\"'; drop table operation; --\"",
                "\"$1 :name ?\"",
                "{\"b\":1,\"a\":{\"\":[]},\"B\":null}",
            })
    void aPayloadIsReadAsWritten(String value) {
        Any payload = Any.parse("{\"before\":" + value + ",\"@type\":\"type.example.com/T\",\"after\":" + value + "}");
        Operation succeeded = new Operation(newName(), payload, new State.Done(new Outcome.Response(payload)));
        Operation failed = new Operation(newName(), payload, new State.Done(failure(payload)));

        for (Operation operation : List.of(succeeded, failed)) {
            assertThat(await(writer.create(operation)).operation()).isEqualTo(operation);
            StoredOperation read = await(reader.current(operation.name()));
            assertThat(read.operation()).isEqualTo(operation);
            assertThat(Objects.requireNonNull(read.operation().metadata()).json())
                    .isEqualTo(payload.json());
            assertThat(await(reader.after(operation.name(), read.id().withNumber(0), 1)))
                    .containsExactly(read.latest());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 1_000_000})
    void aPayloadOfAnySizeIsStored(int length) {
        Any payload = Any.parse("{\"@type\":\"type.example.com/T\",\"text\":\"" + "ü".repeat(length) + "\"}");
        Operation operation = running(newName(), payload);

        await(writer.create(operation));

        assertThat(await(reader.current(operation.name())).operation()).isEqualTo(operation);
    }

    private static Outcome failure(Any detail) {
        return new Outcome.Failure(new Status(Code.INTERNAL, "Broken: 😀 'quoted' \"twice\" \\", List.of(detail)));
    }
}
