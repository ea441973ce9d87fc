package org.operationsgateway.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.arbitrary.Operations;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;

class OperationNameProperties {

    @Property
    void aNameParsedFromItsTextIsEqual(@ForAll("names") OperationName name) {
        assertThat(OperationName.parse(name.toString())).isEqualTo(name);
    }

    @Property
    void anyTextIsACanonicalNameOrAnInvalidArgument(@ForAll("texts") String text) {
        try {
            assertThat(OperationName.parse(text)).hasToString(text);
        } catch (StatusException e) {
            assertThat(e.status().code()).contains(Code.INVALID_ARGUMENT);
        }
    }

    @Property
    void anyTextIsACanonicalParentOrAnInvalidArgument(@ForAll("texts") String text) {
        try {
            assertThat(new Parent(text).collection()).startsWith(text).endsWith("operations");
        } catch (StatusException e) {
            assertThat(e.status().code()).contains(Code.INVALID_ARGUMENT);
        }
    }

    @Provide
    Arbitrary<OperationName> names() {
        return Operations.names();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> segment =
                Arbitraries.of("operations", "operations", "a", "a", "a:b", "-", "", ".", "..", "%2F", "é", " ", "\n");
        Arbitrary<String> paths = segment.list().ofMaxSize(6).map(segments -> String.join("/", segments));
        return Arbitraries.oneOf(List.of(Arbitraries.strings(), paths, paths));
    }
}
