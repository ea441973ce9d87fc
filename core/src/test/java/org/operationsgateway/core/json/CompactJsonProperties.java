package org.operationsgateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.arbitrary.JsonTexts;

class CompactJsonProperties {

    @Property
    void gsonReadsEqualValuesBeforeAndAfter(@ForAll("objects") String json) {
        // Gson keeps the order of fields and the digits of numbers.
        assertThat(JsonParser.parseString(compact(json)))
                .hasToString(JsonParser.parseString(json).toString());
    }

    @Property
    void compactingIsIdempotent(@ForAll("objects") String json) {
        String compact = compact(json);

        assertThat(compact(compact)).isEqualTo(compact);
    }

    @Property
    void onlyWhitespaceIsDropped(@ForAll("objects") String json) {
        assertThat(compact(json).replaceAll("\\s", "")).isEqualTo(json.replaceAll("\\s", ""));
    }

    @Provide
    Arbitrary<String> objects() {
        return JsonTexts.objects();
    }

    private static String compact(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return CompactJson.of("metadata", bytes, 0, bytes.length);
    }
}
