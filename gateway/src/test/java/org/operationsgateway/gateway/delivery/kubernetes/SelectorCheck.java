package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A comparison of selectors with the labels of pods. */
final class SelectorCheck {

    private final Manifests manifests;
    private final Consumer<Defect> report;

    private SelectorCheck(Manifests manifests, Consumer<Defect> report) {
        this.manifests = manifests;
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        SelectorCheck check = new SelectorCheck(manifests, report);
        for (KubernetesObject object : manifests.objects()) {
            switch (object.kind()) {
                case "Service" -> check.ofOneWorkload(object.at("spec", "selector"));
                case "Deployment", "StatefulSet" -> check.ofItself(object);
                case "PodDisruptionBudget" -> check.ofOneWorkload(object.at("spec", "selector", "matchLabels"));
                case "PodMonitor" -> {
                    check.ofOneWorkload(object.at("spec", "selector", "matchLabels"));
                    check.job(object.at("spec", "jobLabel"));
                }
                case "NetworkPolicy" -> check.policy(object);
                default -> {}
            }
        }
    }

    /** An empty selector matches every pod, and no selector none. */
    private void ofOneWorkload(Field selector) {
        List<Pods> matched = manifests.podsWith(selector.texts());
        if (!selector.isPresent() || matched.isEmpty()) {
            report.accept(noPods(selector));
        } else if (matched.size() > 1) {
            List<String> owners =
                    matched.stream().map(pods -> pods.owner().id()).toList();
            report.accept(selector.defect(
                    "the selector matches the pods of " + String.join(" and of ", owners),
                    "Use a label that only the pods of one of them have"));
        }
    }

    /** The alerts select the job by the name of the gateway. */
    private void job(Field label) {
        boolean isName = manifests.pods().stream()
                .anyMatch(pods -> SettingCheck.GATEWAY.equals(pods.labels().get(label.text())));
        if (!isName) {
            report.accept(label.defect(
                    "the job of the metrics is not '" + SettingCheck.GATEWAY + "', as in the alerts",
                    "Set it to app.kubernetes.io/name"));
        }
    }

    private void ofItself(KubernetesObject object) {
        Pods pods = Pods.of(object).orElseThrow();
        Field selector = object.at("spec", "selector", "matchLabels");
        if (!selector.isPresent() || !pods.match(selector.texts())) {
            report.accept(selector.defect(
                    "the selector does not match the labels of the template, " + pods.labels(),
                    "Use the same labels in both"));
        }
        for (Field constraint : pods.spec().at("topologySpreadConstraints").items()) {
            Field labels = constraint.at("labelSelector", "matchLabels");
            if (!labels.isPresent() || !pods.match(labels.texts())) {
                report.accept(labels.defect(
                        "the selector does not match the pods that are spread", "Use the labels of the template"));
            }
        }
    }

    private void policy(KubernetesObject policy) {
        Field selector = policy.at("spec", "podSelector");
        Map<String, String> labels = selector.at("matchLabels").texts();
        if (!labels.isEmpty() && manifests.podsWith(labels).isEmpty()) {
            report.accept(noPods(selector.at("matchLabels")));
        }
        for (String direction : List.of("ingress", "egress")) {
            String peers = direction.equals("ingress") ? "from" : "to";
            policy.at("spec", direction).items().stream()
                    .flatMap(rule -> rule.at(peers).items().stream())
                    .forEach(this::peer);
        }
    }

    /** A peer in another namespace must be an external one. */
    private void peer(Field peer) {
        Field selector = peer.at("podSelector", "matchLabels");
        if (!selector.isPresent()) {
            return;
        }
        String namespace = peer.at("namespaceSelector", "matchLabels", ReferenceCheck.NAMESPACE_LABEL)
                .text();
        boolean isExternal = manifests.externals().stream()
                .anyMatch(external -> external.kind().equals("Pod")
                        && external.namespace().equals(namespace)
                        && external.labels().equals(selector.texts()));
        if (!isExternal
                && (!namespace.isEmpty() || manifests.podsWith(selector.texts()).isEmpty())) {
            report.accept(noPods(selector));
        }
    }

    private static Defect noPods(Field selector) {
        return selector.defect(
                "the selector matches no pods", "Use the labels of the template, or add the pods to k8s/external.yaml");
    }
}
