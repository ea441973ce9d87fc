package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A comparison of ports with those of the containers and of the Services. */
final class PortCheck {

    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    private final Manifests manifests;
    private final Consumer<Defect> report;

    private PortCheck(Manifests manifests, Consumer<Defect> report) {
        this.manifests = manifests;
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        PortCheck check = new PortCheck(manifests, report);
        manifests.pods().forEach(check::probes);
        for (KubernetesObject object : manifests.objects()) {
            switch (object.kind()) {
                case "Service" -> check.service(object);
                case "PodMonitor" -> check.monitor(object);
                case "NetworkPolicy" -> check.policy(object);
                case "Ingress", "HTTPRoute" -> check.backends(object);
                default -> {}
            }
        }
        manifests.find("Deployment", SettingCheck.GATEWAY).ifPresent(check::settings);
    }

    private void probes(Pods pods) {
        for (Field container : pods.spec().at("containers").items()) {
            for (String name : PROBES) {
                Field probe = container.at(name);
                if (probe.at("httpGet").isPresent()) {
                    requirePort(probe.at("httpGet", "port"), List.of(pods));
                    path(name, probe.at("httpGet", "path"));
                }
            }
            if (!container.at("readinessProbe").isPresent()) {
                report.accept(container
                        .at("readinessProbe")
                        .defect("there is no probe, so traffic arrives before it is ready", "Add one"));
            }
        }
    }

    private void path(String probe, Field path) {
        String expected = probe.equals("readinessProbe") ? "/readyz" : "/livez";
        if (!path.text().equals(expected)) {
            report.accept(path.defect("the path is '" + path.text() + "'", "The gateway has " + expected + " for it"));
        }
    }

    private void service(KubernetesObject service) {
        List<Pods> pods = manifests.podsWith(service.at("spec", "selector").texts());
        for (Field port : service.at("spec", "ports").items()) {
            Field target = port.at("targetPort");
            requirePort(target.isPresent() ? target : port.at("port"), pods);
        }
    }

    private void monitor(KubernetesObject monitor) {
        List<Pods> pods =
                manifests.podsWith(monitor.at("spec", "selector", "matchLabels").texts());
        monitor.at("spec", "podMetricsEndpoints").items().forEach(endpoint -> requirePort(endpoint.at("port"), pods));
    }

    private void policy(KubernetesObject policy) {
        List<Pods> selected = manifests.podsWith(
                policy.at("spec", "podSelector", "matchLabels").texts());
        for (Field rule : policy.at("spec", "ingress").items()) {
            rule.at("ports").items().forEach(port -> requirePort(port.at("port"), selected));
        }
        for (Field rule : policy.at("spec", "egress").items()) {
            for (Field peer : rule.at("to").items()) {
                List<Pods> peers =
                        manifests.podsWith(peer.at("podSelector", "matchLabels").texts());
                boolean isHere = peer.at("podSelector").isPresent()
                        && !peer.at("namespaceSelector").isPresent();
                if (isHere && !peers.isEmpty()) {
                    rule.at("ports").items().forEach(port -> requirePort(port.at("port"), peers));
                }
            }
        }
        types(policy);
    }

    private void types(KubernetesObject policy) {
        List<String> types = policy.at("spec", "policyTypes").items().stream()
                .map(Field::text)
                .toList();
        Map.of("ingress", "Ingress", "egress", "Egress").forEach((rules, type) -> {
            if (policy.at("spec", rules).isPresent() && !types.contains(type)) {
                report.accept(policy.at("spec", "policyTypes")
                        .defect("'" + rules + "' has no effect without its type", "Add " + type));
            }
        });
    }

    private void requirePort(Field port, List<Pods> pods) {
        for (Pods each : pods) {
            if (!each.hasPort(port)) {
                report.accept(port.defect(
                        "no container of " + each.owner().id() + " has the port '" + port.text() + "'",
                        "Use one of "
                                + each.ports().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .toList()));
            }
        }
    }

    private void backends(KubernetesObject route) {
        for (Field backend :
                route.root().find(field -> field.path().endsWith(".backend.service") || isBackendRef(field))) {
            String name = backend.at("name").text();
            Field port = backend.at("port").value().isJsonObject() ? portOf(backend) : backend.at("port");
            Optional<KubernetesObject> service = manifests.find("Service", name);
            if (service.isEmpty()) {
                report.accept(
                        backend.at("name").defect("there is no Service '" + name + "'", "Name one of these manifests"));
            } else if (!hasPort(service.get(), port)) {
                report.accept(port.defect(
                        "the Service '" + name + "' has no port '" + port.text() + "'",
                        "Use one of " + service.get().at("spec", "ports").value()));
            }
        }
    }

    private static boolean isBackendRef(Field field) {
        String path = field.path();
        return field.value().isJsonObject()
                && path.substring(0, Math.max(0, path.lastIndexOf('.'))).endsWith("backendRefs");
    }

    private static Field portOf(Field backend) {
        Field name = backend.at("port", "name");
        return name.isPresent() ? name : backend.at("port", "number");
    }

    private static boolean hasPort(KubernetesObject service, Field port) {
        String key = port.isNumber() ? "port" : "name";
        return service.at("spec", "ports").items().stream()
                .anyMatch(each -> each.at(key).text().equals(port.text()));
    }

    /** The gateway listens on the ports of its settings, whatever the manifests say. */
    private void settings(KubernetesObject deployment) {
        Pods pods = Pods.of(deployment).orElseThrow();
        Settings settings = Settings.of(manifests);
        Map.of("http", "server.port", "management", "management.server.port").forEach((port, setting) -> {
            Integer declared = pods.ports().get(port);
            String actual = settings.value(setting);
            if (declared == null || !declared.toString().equals(actual)) {
                report.accept(deployment
                        .at("spec", "template", "spec", "containers")
                        .defect(
                                "the port '" + port + "' is " + declared + ", and " + setting + " is " + actual,
                                "Use the same number"));
            }
        });
    }
}
