package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A search for names that nobody defines. */
final class ReferenceCheck {

    static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

    private final Manifests manifests;
    private final Consumer<Defect> report;

    private ReferenceCheck(Manifests manifests, Consumer<Defect> report) {
        this.manifests = manifests;
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        ReferenceCheck check = new ReferenceCheck(manifests, report);
        for (Pods pods : manifests.pods()) {
            check.account(pods);
            check.volumes(pods);
            pods.containers().forEach(check::variables);
        }
        manifests.objects().forEach(check::namespaces);
        manifests.ofKind("Ingress").forEach(check::certificates);
        manifests.ofKind("HTTPRoute").forEach(check::gateways);
    }

    private void account(Pods pods) {
        Field account = pods.spec().at("serviceAccountName");
        if (account.isPresent()) {
            require("ServiceAccount", account);
        }
    }

    private void volumes(Pods pods) {
        Set<String> names = new HashSet<>();
        for (Field claim : pods.owner().at("spec", "volumeClaimTemplates").items()) {
            names.add(claim.at("metadata", "name").text());
        }
        for (Field volume : pods.spec().at("volumes").items()) {
            names.add(volume.at("name").text());
            source(volume.at("configMap"), "ConfigMap", "name");
            source(volume.at("secret"), "Secret", "secretName");
        }
        for (Field container : pods.containers()) {
            for (Field mount : container.at("volumeMounts").items()) {
                if (!names.contains(mount.at("name").text())) {
                    report.accept(mount.at("name")
                            .defect("there is no volume '" + mount.at("name").text() + "'", "Use one of " + names));
                }
            }
        }
    }

    private void source(Field source, String kind, String nameField) {
        if (source.isPresent()) {
            require(kind, source.at(nameField));
            source.at("items").items().forEach(item -> requireKey(kind, source.at(nameField), item.at("key")));
        }
    }

    private void variables(Field container) {
        for (Field source : container.at("envFrom").items()) {
            Map.of("configMapRef", "ConfigMap", "secretRef", "Secret")
                    .forEach((field, kind) -> source(source.at(field), kind, "name"));
        }
        Set<String> defined = new HashSet<>();
        for (Field variable : container.at("env").items()) {
            Map.of("configMapKeyRef", "ConfigMap", "secretKeyRef", "Secret").forEach((field, kind) -> {
                Field reference = variable.at("valueFrom", field);
                if (reference.isPresent() && require(kind, reference.at("name"))) {
                    requireKey(kind, reference.at("name"), reference.at("key"));
                }
            });
            value(variable, defined);
            defined.add(variable.at("name").text());
        }
    }

    /** A reference to a variable that is not defined before stays in the value as it is. */
    private void value(Field variable, Set<String> defined) {
        Field value = variable.at("value");
        if (value.isPresent() && variable.at("valueFrom").isPresent()) {
            report.accept(variable.defect("there is a value and a valueFrom", "Remove one of them"));
        }
        String text = value.text();
        for (int start = text.indexOf("$("); start >= 0; start = text.indexOf("$(", start + 1)) {
            String name = text.substring(start + 2, Math.max(start + 2, text.indexOf(')', start)));
            if (!defined.contains(name)) {
                report.accept(value.defect(
                        "the variable '" + name + "' is not defined before this one",
                        "Define it above, in the same list"));
            }
        }
    }

    private boolean require(String kind, Field name) {
        boolean exists = manifests.find(kind, name.text()).isPresent()
                || manifests.external(kind, name.text()).isPresent();
        if (!exists) {
            report.accept(name.defect(
                    "nobody makes the " + kind + " '" + name.text() + "'",
                    "Correct the name, or add it to k8s/external.yaml"));
        }
        return exists;
    }

    private void requireKey(String kind, Field name, Field key) {
        Optional<KubernetesObject> object = manifests.find(kind, name.text());
        Set<String> keys = new HashSet<>();
        for (String part : List.of("data", "stringData", "binaryData")) {
            object.ifPresent(each -> keys.addAll(each.at(part).members().keySet()));
        }
        manifests.external(kind, name.text()).ifPresent(external -> keys.addAll(external.keys()));
        if (!keys.contains(key.text())) {
            report.accept(key.defect(
                    "the " + kind + " '" + name.text() + "' has no key '" + key.text() + "'",
                    "Use one of " + keys.stream().sorted().toList()));
        }
    }

    private void namespaces(KubernetesObject object) {
        if (!object.namespace().isEmpty()) {
            require("Namespace", object.at("metadata", "namespace"));
        }
        if (object.kind().equals("NetworkPolicy")) {
            object.root()
                    .find(field -> field.path().endsWith(NAMESPACE_LABEL))
                    .forEach(name -> require("Namespace", name));
        }
    }

    private void certificates(KubernetesObject ingress) {
        ingress.at("spec", "tls").items().forEach(tls -> require("Secret", tls.at("secretName")));
    }

    private void gateways(KubernetesObject route) {
        for (Field parent : route.at("spec", "parentRefs").items()) {
            if (require("Gateway", parent.at("name"))) {
                require("Namespace", parent.at("namespace"));
            }
        }
    }
}
