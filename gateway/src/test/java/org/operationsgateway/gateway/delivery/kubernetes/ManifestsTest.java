package org.operationsgateway.gateway.delivery.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.operationsgateway.gateway.delivery.Repository;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files below {@code k8s/rendered}, validated without a cluster. */
@Timeout(60)
class ManifestsTest {

    private static final Path K8S = Repository.ROOT.resolve("k8s");
    private static final Path CONFIG = Repository.ROOT.resolve("config");

    /** The exit code of {@code k8s/render} if there is no suitable kubectl. */
    private static final int NO_KUBECTL = 3;

    static List<String> names() throws IOException {
        return Manifests.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRenderedFileHasNoDefect(String name) throws IOException {
        assertThat(Manifests.read(name).defects()).isEmpty();
    }

    @Test
    void theBaseEachOverlayAndEachComponentAreRendered() throws IOException {
        List<String> expected = new ArrayList<>(List.of("base"));
        for (String folder : List.of("overlays", "components")) {
            try (Stream<Path> folders = Files.list(K8S.resolve(folder))) {
                folders.map(K8S::relativize).map(Path::toString).forEach(expected::add);
            }
        }
        assertThat(names()).hasSizeGreaterThan(8).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theRenderedFilesAreWhatKustomizePrints() throws IOException {
        requireKubectl();

        Output check = run(K8S.resolve("render").toString(), "--check");

        assertThat(check.exitCode()).as(check.text()).isZero();
    }

    @Test
    void theOverlaysInTheDocumentationAreValid(@TempDir Path folder) throws IOException {
        requireKubectl();
        String readme = Files.readString(K8S.resolve("README.md"));
        String overlay = block(readme, "apiVersion: kustomize.config.k8s.io/v1beta1");
        String patches = block(readme, "patches:\n  - target: {group: monitoring.coreos.com}");
        String base = folder.toRealPath()
                .relativize(K8S.resolve("overlays/production").toRealPath())
                .toString();
        String remote = "github.com/example/operations-gateway//k8s/overlays/production?ref=v0.1.0";
        assertThat(overlay).contains(remote).endsWith("\n");
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                overlay.replace(remote, base) + patches.substring(patches.indexOf('\n') + 1));

        Output output = run("kubectl", "kustomize", folder.toString());

        assertThat(output.exitCode()).as(output.text()).isZero();
        Manifests manifests = Manifests.parse(output.text());
        assertThat(manifests.defects())
                .singleElement()
                .satisfies(defect -> assertThat(defect.toString()).contains("nobody makes the Gateway 'shared'"));
        assertThat(output.text())
                .contains("image: registry.internal/operations-gateway:0.1.0", "GATEWAY_STORE_KEEPDONE: 7d")
                .contains("- operations.internal", "release: kube-prometheus-stack")
                .contains("GATEWAY_WATCH_MAXSTREAMS: \"25000\"");
    }

    /** Without kubectl, this is what shows that the rendered files are out of date. */
    @ParameterizedTest
    @MethodSource("names")
    void aRenderedFileContainsTheSettings(String name) throws IOException {
        assertThat(Manifests.read(name).ofKind("ConfigMap"))
                .extracting(map -> map.at("data", "application.yaml").text())
                .as("run k8s/render after a change in config/")
                .contains(Files.readString(CONFIG.resolve("application.yaml")));
    }

    @Test
    void theMonitoringComponentContainsTheDashboardAndTheRules() throws IOException {
        Manifests monitoring = Manifests.read("components/monitoring");

        assertThat(monitoring
                        .find("ConfigMap", "operations-gateway-dashboard")
                        .orElseThrow()
                        .at("data", "dashboard.json")
                        .text())
                .as("run k8s/render after a change in config/")
                .isEqualTo(Files.readString(CONFIG.resolve("grafana/dashboard.json")));
        assertThat(monitoring
                        .find("PrometheusRule", "operations-gateway")
                        .orElseThrow()
                        .at("spec")
                        .value())
                .as("run k8s/render after a change in config/")
                .isEqualTo(parse(CONFIG.resolve("prometheus/rules.yaml")));
    }

    @Test
    void eachExternalObjectIsUsedAndExplained() throws IOException {
        StringBuilder rendered = new StringBuilder();
        for (String name : names()) {
            rendered.append(Files.readString(Manifests.RENDERED.resolve(name + ".yaml")));
        }
        String readme = Files.readString(K8S.resolve("README.md"));

        for (External external : External.all()) {
            String mark = external.name().isEmpty()
                    ? external.labels().values().iterator().next()
                    : external.name();
            assertThat(rendered).contains(": " + mark);
            assertThat(readme).contains(mark);
        }
    }

    private static void requireKubectl() throws IOException {
        Output check = run(K8S.resolve("render").toString(), "--check");
        if (check.exitCode() == NO_KUBECTL) {
            abort(check.text());
        }
    }

    private static Output run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Output(
                process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue(), text);
    }

    /** Returns the block of YAML that begins with a text. */
    private static String block(String page, String beginning) {
        int start = page.indexOf("```yaml\n" + beginning);
        assertThat(start).as(beginning).isNotNegative();
        return page.substring(start + "```yaml\n".length(), page.indexOf("```\n", start + 1));
    }

    private static JsonElement parse(Path file) throws IOException {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        return new Gson().toJsonTree(document);
    }

    private record Output(int exitCode, String text) {}
}
