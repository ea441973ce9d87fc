package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.function.Consumer;

/** A rule for manifests. {@code docs/kubernetes.md} lists the sentences. */
enum ManifestCheck {
    FIELDS("Each field is known to its API, has its type, and is there if it is required; of custom resources, too."),
    DUPLICATES("No object, container, port, variable, volume or mount path is there twice."),
    SELECTORS("Each selector matches pods, and those of one workload only."),
    PORTS("Each probe, Service, route and network policy names a port that exists;"
            + " the ports are those of the settings."),
    REFERENCES("Each Secret, ConfigMap, key, volume, variable, ServiceAccount, namespace and Gateway exists here, or in"
            + " `k8s/external.yaml`."),
    SETTINGS("Each setting is known to the application, and its value has the type."),
    ROUTES("A route matches every path, and has no time limit and no buffer."),
    SCALING("The autoscaler has a target without a number of replicas, and metrics that exist;"
            + " nodes can be drained; the"
            + " database has connections for all replicas."),
    SHUTDOWN("A replica is replaced after its successor is ready, and has time to end its streams."),
    SECURITY("Pods satisfy the Pod Security Standard *restricted*, and have a read-only root, no token,"
            + " a limit of memory"
            + " and an image with a version.");

    private final String rule;

    ManifestCheck(String rule) {
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    void check(Manifests manifests, Consumer<Defect> report) {
        switch (this) {
            case FIELDS -> {
                ModelCheck.check(manifests, report);
                SchemaCheck.check(manifests, report);
            }
            case DUPLICATES -> DuplicateCheck.check(manifests, report);
            case SELECTORS -> SelectorCheck.check(manifests, report);
            case PORTS -> PortCheck.check(manifests, report);
            case REFERENCES -> ReferenceCheck.check(manifests, report);
            case SETTINGS -> SettingCheck.check(manifests, report);
            case ROUTES -> RouteCheck.check(manifests, report);
            case SCALING -> ScalingCheck.check(manifests, report);
            case SHUTDOWN -> ShutdownCheck.check(manifests, report);
            case SECURITY -> SecurityCheck.check(manifests, report);
        }
    }
}
