package org.operationsgateway.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the text of trace ids. */
class TraceIdTest {

    @Test
    void theTextHasTheDigitsOfTheUuid() {
        TraceId id = TraceId.parse("0af7651916cd43dd8448eb211c80319c");

        assertThat(id.uuid()).isEqualTo(UUID.fromString("0af76519-16cd-43dd-8448-eb211c80319c"));
        assertThat(id).hasToString("0af7651916cd43dd8448eb211c80319c");
        assertThat(new TraceId(new UUID(1, -1))).hasToString("0000000000000001ffffffffffffffff");
    }

    @Test
    void nullIsNoTrace() {
        assertThat(TraceId.of(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0af7651916cd43dd8448eb211c80319",
                "0af7651916cd43dd8448eb211c80319cc",
                "0af76519-16cd-43dd-8448-eb211c80319c",
                "gaf7651916cd43dd8448eb211c80319c"
            })
    void anotherTextIsRejected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TraceId.parse(text));
    }
}
