package org.operationsgateway.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.operationsgateway.client.event.CollectionEvent;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.wire.OperationJson;

/** Tests of the text that a server can make the program print. */
class OutputJsonTest {

    /** As a payload contains them: JSON does not require that they are escaped. */
    private static final String CONTROLS = "\u007F\u009B31m\u0085\u202E\u2028\uDB40\uDC01";

    private static final Operation OPERATION = new Operation(
            OperationName.parse("operations/a"),
            Any.parse("{\"@type\":\"t/p\",\"text\":\"Größe 👩\u200D🚀 " + CONTROLS + "\"}"),
            State.RUNNING);

    static Stream<String> outputs() {
        return Stream.of(
                OutputJson.write(OPERATION),
                OutputJson.write(new CollectionEvent.Changed(OPERATION)),
                OutputJson.write(new CollectionEvent.Reset(CONTROLS)));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void controlCharactersAreEscaped(String json) {
        assertThat(json).contains("\\u007f\\u009b31m\\u0085\\u202e\\u2028\\udb40\\udc01");
        assertThat(json.codePoints().mapToObj(Character::getType))
                .doesNotContainAnyElementsOf(List.of((int) Character.CONTROL, (int) Character.LINE_SEPARATOR));
    }

    @Test
    void theValueIsTheSame() {
        String unescaped = Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(OutputJson.write(OPERATION))
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));

        assertThat(unescaped).isEqualTo(OperationJson.write(OPERATION));
    }

    @Test
    void otherCharactersAreNotEscaped() {
        assertThat(OutputJson.write(OPERATION)).contains("Größe 👩\u200D🚀 ");
    }
}
