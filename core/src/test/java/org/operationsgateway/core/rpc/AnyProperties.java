package org.operationsgateway.core.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.arbitrary.Payloads;

class AnyProperties {

    @Property
    void gsonReadsTheSameTypeAndPayload(@ForAll("texts") String text) {
        var expected = JsonParser.parseString(text).getAsJsonObject();

        Any any = Any.parse(text);

        assertThat(any.type()).isEqualTo(expected.get("@type").getAsString());
        assertThat(JsonParser.parseString(any.json())).hasToString(expected.toString());
    }

    @Property
    void aStoredPayloadEqualsTheParsedOne(@ForAll("texts") String text) {
        Any any = Any.parse(text);

        assertThat(Any.parse(any.json())).isEqualTo(any);
        assertThat(Any.stored(any.json())).isEqualTo(any);
    }

    @Provide
    Arbitrary<String> texts() {
        return Payloads.texts();
    }
}
