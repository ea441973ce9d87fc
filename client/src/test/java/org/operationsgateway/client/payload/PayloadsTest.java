package org.operationsgateway.client.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.rpc.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.progress.Progress;
import org.operationsgateway.core.rpc.Any;

/** Tests of payloads as text, as types of Jackson and as protobuf messages. */
class PayloadsTest {

    private final Payloads payloads = Payloads.of(List.of());

    record Report(String title, int pages) {}

    @Test
    void aPayloadIsItself() {
        Any payload = Any.parse("{\"@type\":\"t/T\",\"a\":1}");

        assertThat(payloads.encode(payload)).isSameAs(payload);
        assertThat(payloads.decode(payload, Any.class)).isSameAs(payload);
    }

    @Test
    void aTextIsJsonWithAType() {
        assertThat(payloads.encode("{\"@type\": \"t/T\"}")).isEqualTo(new Any("t/T", "{\"@type\":\"t/T\"}"));
        assertThat(payloads.decode(new Any("t/T", "{\"@type\":\"t/T\"}"), String.class))
                .isEqualTo("{\"@type\":\"t/T\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> payloads.encode("{\"a\":1}"))
                .withMessageContaining("@type");
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.encode("text"));
    }

    @Test
    void progressIsMetadata() {
        Progress progress = Progress.builder().percent(5).build();

        assertThat(payloads.decode(payloads.encode(progress), Progress.class)).isEqualTo(progress);
    }

    @Test
    void aRecordIsReadAndWrittenByJackson() {
        Any payload = payloads.encode(new Report("Q3", 12));

        assertThat(payload.type()).isEqualTo("type.googleapis.com/" + Report.class.getName());
        assertThat(payload.json()).isEqualTo("{\"@type\":\"" + payload.type() + "\",\"title\":\"Q3\",\"pages\":12}");
        assertThat(payloads.decode(payload, Report.class)).isEqualTo(new Report("Q3", 12));
    }

    @Test
    void membersOfALaterVersionArePassedOver() {
        Any payload = Any.parse("{\"@type\":\"x/Y\",\"title\":\"Q3\",\"pages\":12,\"authors\":[\"me\"]}");

        assertThat(payloads.decode(payload, Report.class)).isEqualTo(new Report("Q3", 12));
    }

    @Test
    void aValueThatIsNoObjectHasNoPayload() {
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.encode(42));
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.encode(List.of(1)));
        assertThat(payloads.encode(Map.of("a", 1)).json()).contains("\"a\":1");
    }

    @Test
    void aPayloadOfAnotherShapeIsAnIllegalArgument() {
        Any payload = Any.parse("{\"@type\":\"x/Y\",\"pages\":\"many\"}");

        assertThatIllegalArgumentException().isThrownBy(() -> payloads.decode(payload, Report.class));
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.decode(payload, Status.class));
    }

    @Test
    void aMessageIsReadAndWrittenAsProtoJson() {
        Status message = Status.newBuilder().setCode(5).setMessage("gone").build();
        Any payload = payloads.encode(message);

        assertThat(payload.type()).isEqualTo("type.googleapis.com/google.rpc.Status");
        assertThat(payload.json()).contains("\"code\":5");
        assertThat(payloads.decode(payload, Status.class)).isEqualTo(message);
    }

    @Test
    void aMessageIsReadWhateverThePrefixOfItsType() {
        Any payload = Any.parse("{\"@type\":\"example.com/google.rpc.Status\",\"code\":5,\"later\":true}");

        assertThat(payloads.decode(payload, Status.class))
                .isEqualTo(Status.newBuilder().setCode(5).build());
    }

    @Test
    void aCodecOfTheApplicationIsTriedFirst() {
        PayloadCodec own = new PayloadCodec() {
            @Override
            public boolean supports(Class<?> type) {
                return type == Integer.class;
            }

            @Override
            public Any encode(Object value) {
                return Any.parse("{\"@type\":\"own\",\"n\":" + value + "}");
            }

            @Override
            public <T> T decode(Any payload, Class<T> type) {
                return type.cast(7);
            }
        };

        assertThat(Payloads.of(List.of(own)).encode(3).json()).isEqualTo("{\"@type\":\"own\",\"n\":3}");
    }
}
