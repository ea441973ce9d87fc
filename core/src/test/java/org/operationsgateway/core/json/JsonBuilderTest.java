package org.operationsgateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonBuilderTest {

    @Test
    void membersAndElementsAreSeparatedByCommas() {
        String json = JsonBuilder.object()
                .string("a", "x")
                .number("b", 42)
                .bool("c", true)
                .beginArray("d")
                .element("1")
                .element("{}")
                .beginObject()
                .raw("e", "[2]")
                .endObject()
                .endArray()
                .beginObject("f")
                .endObject()
                .string("g", "y")
                .build();

        assertThat(json).isEqualTo("{\"a\":\"x\",\"b\":42,\"c\":true,\"d\":[1,{},{\"e\":[2]}],\"f\":{},\"g\":\"y\"}");
    }

    @Test
    void stringsAreEscaped() {
        assertThat(JsonBuilder.object().string("a", "\"\\\n\u0001ü").build())
                .isEqualTo("{\"a\":\"\\\"\\\\\\n\\u0001ü\"}");
    }

    @Test
    void theMembersOfAnObjectAreInserted() {
        assertThat(JsonBuilder.object().string("event", "done").members("{}").build())
                .isEqualTo("{\"event\":\"done\"}");
        assertThat(JsonBuilder.object()
                        .string("event", "done")
                        .members("{\"name\":1}")
                        .build())
                .isEqualTo("{\"event\":\"done\",\"name\":1}");
        assertThat(JsonBuilder.object().members("{\"name\":1}").string("a", "b").build())
                .isEqualTo("{\"name\":1,\"a\":\"b\"}");
    }

    @Test
    void namesAndValuesOfStringsAreEscaped() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("\"a", "1");
        members.put("b", "\\");

        assertThat(JsonBuilder.object()
                        .strings("x", members)
                        .strings("y", Map.of())
                        .build())
                .isEqualTo("{\"x\":{\"\\\"a\":\"1\",\"b\":\"\\\\\"},\"y\":{}}");
    }

    @Test
    void encodedNamesAreEquivalentToNames() {
        assertThat(JsonBuilder.object()
                        .plainString(JsonBuilder.name("a"), "x")
                        .bool(JsonBuilder.name("b"), true)
                        .bool(JsonBuilder.name("c"), false)
                        .raw(JsonBuilder.name("d"), "[1]")
                        .build())
                .isEqualTo(JsonBuilder.object()
                        .string("a", "x")
                        .bool("b", true)
                        .bool("c", false)
                        .raw("d", "[1]")
                        .build());
    }
}
