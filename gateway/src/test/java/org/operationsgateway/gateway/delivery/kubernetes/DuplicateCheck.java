package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A search for names that are there twice: the later one would replace the earlier one, or be refused. */
final class DuplicateCheck {

    private final Consumer<Defect> report;

    private DuplicateCheck(Consumer<Defect> report) {
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        DuplicateCheck check = new DuplicateCheck(report);
        check.unique(
                manifests.objects().stream().map(KubernetesObject::root).toList(),
                object -> object.object() + " "
                        + object.at("metadata", "namespace").text());
        for (Pods pods : manifests.pods()) {
            check.unique(pods.containers(), container -> container.at("name").text());
            check.unique(
                    pods.spec().at("volumes").items(),
                    volume -> volume.at("name").text());
            pods.containers().forEach(check::container);
        }
        for (KubernetesObject service : manifests.ofKind("Service")) {
            List<Field> ports = service.at("spec", "ports").items();
            check.unique(ports, port -> port.at("name").text());
            check.unique(
                    ports, port -> port.at("port").text() + port.at("protocol").text());
        }
    }

    private void container(Field container) {
        unique(container.at("env").items(), variable -> variable.at("name").text());
        unique(
                container.at("volumeMounts").items(),
                mount -> mount.at("mountPath").text());
        unique(container.at("ports").items(), port -> port.at("name").text());
        unique(
                container.at("ports").items(),
                port -> port.at("containerPort").text() + port.at("protocol").text());
    }

    private void unique(List<Field> fields, Function<Field, String> key) {
        Set<String> keys = new HashSet<>();
        for (Field field : fields) {
            if (!keys.add(key.apply(field))) {
                report.accept(
                        field.defect("'" + key.apply(field) + "' is there twice", "Remove or rename one of them"));
            }
        }
    }
}
