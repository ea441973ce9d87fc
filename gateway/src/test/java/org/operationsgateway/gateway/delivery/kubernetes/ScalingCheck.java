package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.operationsgateway.gateway.metrics.GatewayMeter;

/** A check of the number of replicas: who sets it, by what metrics, and the connections to the database. */
final class ScalingCheck {

    /** Those for signals, and for the checks of leases and deadlines. */
    private static final int CONNECTIONS_BESIDE_THE_POOL = 4;
    /** The default of PostgreSQL for superusers, and a margin for the operator and for people. */
    private static final int RESERVED_CONNECTIONS = 10;

    private final Manifests manifests;
    private final Consumer<Defect> report;

    private ScalingCheck(Manifests manifests, Consumer<Defect> report) {
        this.manifests = manifests;
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        ScalingCheck check = new ScalingCheck(manifests, report);
        manifests.ofKind("HorizontalPodAutoscaler").forEach(check::autoscaler);
        manifests.ofKind("PodDisruptionBudget").forEach(check::budget);
        manifests.ofKind("Cluster").forEach(check::connections);
    }

    private void autoscaler(KubernetesObject autoscaler) {
        Field target = autoscaler.at("spec", "scaleTargetRef");
        Optional<KubernetesObject> deployment =
                manifests.find(target.at("kind").text(), target.at("name").text());
        if (deployment.isEmpty()) {
            report.accept(target.at("name")
                    .defect("there is no such " + target.at("kind").text(), "Name a Deployment of these manifests"));
            return;
        }
        Field replicas = deployment.get().at("spec", "replicas");
        if (replicas.isPresent()) {
            report.accept(replicas.defect("each 'kubectl apply' undoes the autoscaler", "Remove the field"));
        }
        for (Field metric : autoscaler.at("spec", "metrics").items()) {
            metric(metric, deployment.get());
        }
        bounds(autoscaler);
    }

    private void metric(Field metric, KubernetesObject deployment) {
        Field name = metric.at("pods", "metric", "name");
        if (name.isPresent() && !meters().contains(name.text())) {
            report.accept(name.defect("the gateway has no metric '" + name.text() + "'", "Use one of " + meters()));
        }
        Field resource = metric.at("resource", "name");
        if (resource.isPresent()) {
            for (Field container :
                    deployment.at("spec", "template", "spec", "containers").items()) {
                Field request = container.at("resources", "requests", resource.text());
                if (!request.isPresent()) {
                    report.accept(request.defect("the autoscaler compares usage with this request", "Add it"));
                }
            }
        }
    }

    private void bounds(KubernetesObject autoscaler) {
        Field min = autoscaler.at("spec", "minReplicas");
        if (min.number(1) < 2) {
            report.accept(min.defect("a single replica is away during a failure", "Set it to 2 or more"));
        }
        Field window = autoscaler.at("spec", "behavior", "scaleDown", "stabilizationWindowSeconds");
        if (window.number(300) < 900) {
            report.accept(window.defect(
                    "each dip of the load ends the streams of a replica", "Set it to 900 or more, up to 3600"));
        }
    }

    private static List<String> meters() {
        return Arrays.stream(GatewayMeter.values())
                .map(meter -> meter.meterName().replace('.', '_'))
                .sorted()
                .toList();
    }

    private void budget(KubernetesObject budget) {
        Field unavailable = budget.at("spec", "maxUnavailable");
        if (unavailable.number(0) < 1) {
            report.accept(unavailable.defect("no node that has a replica can be drained", "Set it to 1"));
        }
    }

    private void connections(KubernetesObject cluster) {
        Field allowed = cluster.at("spec", "postgresql", "parameters", "max_connections");
        Field max = manifests.ofKind("HorizontalPodAutoscaler").stream()
                .map(each -> each.at("spec", "maxReplicas"))
                .findFirst()
                .orElseGet(() -> gateway().at("spec", "replicas"));
        int replicas = max.number(1)
                + gateway().at("spec", "strategy", "rollingUpdate", "maxSurge").number(1);
        int pool = Integer.parseInt(Settings.of(manifests).value("spring.r2dbc.pool.max-size"));
        int needed = replicas * (pool + CONNECTIONS_BESIDE_THE_POOL) + RESERVED_CONNECTIONS;
        if (Integer.parseInt(allowed.isPresent() ? allowed.text() : "100") < needed) {
            report.accept(allowed.defect(
                    replicas + " replicas need " + needed + " connections", "Set it to " + needed + " or more"));
        }
    }

    private KubernetesObject gateway() {
        return manifests.find("Deployment", SettingCheck.GATEWAY).orElseThrow();
    }
}
