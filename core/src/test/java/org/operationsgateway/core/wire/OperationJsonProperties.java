package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.arbitrary.Operations;
import org.operationsgateway.core.arbitrary.Payloads;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Status;

class OperationJsonProperties {

    @Property
    void anOperationParsedFromItsJsonIsEqual(@ForAll("operations") Operation operation) {
        byte[] json = OperationJson.write(operation).getBytes(StandardCharsets.UTF_8);

        assertThat(OperationJson.parse(json)).isEqualTo(operation);
    }

    @Property
    void aStatusParsedFromItsJsonIsEqual(@ForAll("errors") Status error) {
        assertThat(StatusJson.parse(StatusJson.write(error))).isEqualTo(error);
    }

    @Property
    void fieldsHaveAFixedOrderAndAtMostOneResult(@ForAll("operations") Operation operation) {
        JsonObject json = JsonParser.parseString(OperationJson.write(operation)).getAsJsonObject();

        assertThat(String.join(" ", json.keySet())).matches("name( metadata)? done( error| response)?");
        assertThat(json.get("done").getAsBoolean()).isEqualTo(operation.done());
        assertThat(json.has("error") || json.has("response")).isIn(false, operation.done());
    }

    @Provide
    Arbitrary<Operation> operations() {
        return Operations.with(Payloads.any(), Payloads.errors());
    }

    @Provide
    Arbitrary<Status> errors() {
        return Payloads.errors();
    }
}
