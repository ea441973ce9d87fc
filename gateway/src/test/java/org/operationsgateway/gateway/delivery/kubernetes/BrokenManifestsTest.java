package org.operationsgateway.gateway.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.operationsgateway.gateway.delivery.Repository;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;

/** The rendered files, each with one of the defects in {@code k8s/broken.yaml}. */
class BrokenManifestsTest {

    static List<Breakage> breakages() throws IOException {
        return Breakage.all();
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void theDefectIsReportedWithItsObjectItsFieldAndTheRemedy(Breakage breakage) throws IOException {
        assertThat(breakage.defects()).anyMatch(breakage::isCaughtBy);
    }

    @Test
    void eachDefectIsOfAnotherKind() throws IOException {
        assertThat(breakages()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        assertThat(breakages())
                .extracting(breakage -> breakage.entry().at("broken").text())
                .doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatIsThereTwiceIsReported() {
        assertThatThrownBy(() -> Manifests.parse("kind: Service\nkind: Service\n"))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("kind");
    }

    @ParameterizedTest
    @EnumSource
    void theRuleIsInTheDocumentation(ManifestCheck check) throws IOException {
        assertThat(Files.readString(Repository.ROOT.resolve("docs/kubernetes.md"))
                        .replace("\n  ", " "))
                .contains("\n- " + check.rule() + "\n");
    }
}
