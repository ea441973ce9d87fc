package org.operationsgateway.gateway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A validation of each field in the manifests of {@code k8s/base}, without a cluster. */
@Timeout(60)
class ManifestTest {

    private static final Path BASE = Repository.ROOT.resolve("k8s/base");

    @ParameterizedTest
    @ValueSource(strings = {"service-account.yaml", "deployment.yaml", "service.yaml", "pod-disruption-budget.yaml"})
    void kubernetesKnowsEveryFieldOfAFile(String file) throws IOException {
        for (Manifest manifest : Manifest.parse(Files.readString(BASE.resolve(file)))) {
            manifest.validate();
        }
    }

    @Test
    void aMisspeltNestedFieldIsRejected() throws IOException {
        Manifest deployment = Manifest.parse(Files.readString(BASE.resolve("deployment.yaml")))
                .getFirst();
        JsonObject sleep = deployment
                .at("spec.template.spec.containers.0.lifecycle.preStop.sleep")
                .getAsJsonObject();
        sleep.addProperty("second", 1);

        assertThatThrownBy(deployment::validate).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBaseIsValidAndContainsTheConfigurationFile() throws IOException {
        List<Manifest> base = Manifest.parse(kustomized(BASE));

        for (Manifest manifest : base) {
            manifest.validate();
        }
        assertThat(base)
                .extracting(Manifest::kind)
                .containsExactlyInAnyOrder(
                        "ConfigMap", "Deployment", "PodDisruptionBudget", "Service", "ServiceAccount");
        Manifest settings = base.stream()
                .filter(manifest -> manifest.kind().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
        assertThat(settings.at("data").getAsJsonObject().get("application.yaml").getAsString())
                .isEqualTo(Files.readString(Repository.ROOT.resolve("config/application.yaml")));
    }

    @Test
    void theOverlayForDevelopmentIsOpen() throws IOException {
        List<Manifest> overlay = Manifest.parse(kustomized(Repository.ROOT.resolve("k8s/dev")));

        for (Manifest manifest : overlay) {
            manifest.validate();
        }
        assertThat(overlay)
                .filteredOn(manifest -> manifest.kind().equals("Deployment"))
                .singleElement()
                .satisfies(deployment -> assertThat(deployment
                                .at("spec.template.spec.containers.0.env")
                                .toString())
                        .contains("{\"name\":\"GATEWAY_SECURITY_MODE\",\"value\":\"open\"}"));
    }

    /** Returns the output of {@code kubectl kustomize}. Skips the test if there is no kubectl. */
    private static String kustomized(Path folder) throws IOException {
        if (!isKubectlInstalled()) {
            abort("kubectl is not on the PATH");
        }
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes(), UTF_8);
        assertThat(kubectl.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue())
                .isZero();
        return output;
    }

    private static boolean isKubectlInstalled() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, "kubectl"))) {
                return true;
            }
        }
        return false;
    }
}
