package org.operationsgateway.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.RevisionId;

class SignalPayloadTest {

    private static final OperationName NAME = OperationName.parse("projects/p/operations/a");

    private static Map<OperationName, RevisionId> read(String payload) {
        Map<OperationName, RevisionId> changes = new LinkedHashMap<>();
        SignalPayload.read(payload, changes::put);
        return changes;
    }

    @Test
    void aPayloadIsReadAsItWasWritten() {
        List<String> payloads = SignalPayload.write("sender", Map.of(NAME, new RevisionId(7, 2)));

        assertThat(payloads).hasSize(1);
        assertThat(SignalPayload.isFrom("sender", payloads.getFirst())).isTrue();
        assertThat(read(payloads.getFirst())).containsExactly(Map.entry(NAME, new RevisionId(7, 2)));
    }

    @Test
    void aNotificationOfAnotherProgramIsIgnored() {
        assertThat(read("x 1-1")).isEmpty();
        assertThat(read("operations/ 1-1\noperations/a/ 1-1\n 1-1\nhello\n")).isEmpty();
        assertThat(read("x 1-1\n" + NAME + " 7-2\n")).containsExactly(Map.entry(NAME, new RevisionId(7, 2)));
    }
}
