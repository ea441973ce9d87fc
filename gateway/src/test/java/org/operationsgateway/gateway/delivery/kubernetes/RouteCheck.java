package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A check of routes: streams last for hours, and names may contain any path. */
final class RouteCheck {

    /** The annotations that an Ingress needs, and values that each allows streams. */
    private static final Map<String, List<String>> ANNOTATIONS = Map.of(
            "nginx.ingress.kubernetes.io/proxy-buffering", List.of("off"),
            "nginx.ingress.kubernetes.io/proxy-read-timeout", List.of("3600", "86400"),
            "nginx.ingress.kubernetes.io/proxy-send-timeout", List.of("3600", "86400"));

    private RouteCheck() {}

    static void check(Manifests manifests, Consumer<Defect> report) {
        manifests.ofKind("HTTPRoute").forEach(route -> route(route, report));
        manifests.ofKind("Ingress").forEach(ingress -> ingress(ingress, report));
    }

    private static void route(KubernetesObject route, Consumer<Defect> report) {
        for (Field rule : route.at("spec", "rules").items()) {
            for (String timeout : List.of("request", "backendRequest")) {
                Field field = rule.at("timeouts", timeout);
                if (!field.text().equals("0s")) {
                    report.accept(
                            field.defect("the proxy ends streams after this time, or its default", "Set it to 0s"));
                }
            }
            for (Field match : rule.at("matches").items()) {
                prefix(match.at("path", "type"), match.at("path", "value"), "PathPrefix", report);
            }
        }
    }

    private static void ingress(KubernetesObject ingress, Consumer<Defect> report) {
        ANNOTATIONS.forEach((name, values) -> {
            Field annotation = ingress.at("metadata", "annotations", name);
            if (!values.contains(annotation.text())) {
                report.accept(annotation.defect(
                        "the proxy delays events or ends streams", "Set it to '" + values.getFirst() + "'"));
            }
        });
        for (Field rule : ingress.at("spec", "rules").items()) {
            for (Field path : rule.at("http", "paths").items()) {
                prefix(path.at("pathType"), path.at("path"), "Prefix", report);
            }
        }
    }

    private static void prefix(Field type, Field value, String expected, Consumer<Defect> report) {
        if (!type.text().equals(expected)) {
            report.accept(type.defect("'" + type.text() + "' does not match all paths", "Set it to " + expected));
        }
        if (!value.text().equals("/")) {
            report.accept(value.defect(
                    "a prefix matches whole segments: '" + value.text() + "' leaves out ':cancel', or other versions",
                    "Set it to /"));
        }
    }
}
