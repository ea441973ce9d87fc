package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.function.Consumer;

/** A check of what pods may do, which is no more than the Pod Security Standard "restricted" allows. */
final class SecurityCheck {

    private final Consumer<Defect> report;

    private SecurityCheck(Consumer<Defect> report) {
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        SecurityCheck check = new SecurityCheck(report);
        for (Pods pods : manifests.pods()) {
            if (pods.spec().isPresent()) {
                check.pods(pods.spec());
                pods.containers().forEach(check::container);
            }
        }
    }

    private void pods(Field spec) {
        require(spec.at("automountServiceAccountToken"), "false", "no pod uses the API of Kubernetes");
        Field context = spec.at("securityContext");
        require(context.at("runAsNonRoot"), "true", "the container may run as root");
        require(context.at("seccompProfile", "type"), "RuntimeDefault", "all system calls are allowed");
    }

    private void container(Field container) {
        Field context = container.at("securityContext");
        require(context.at("allowPrivilegeEscalation"), "false", "a program may gain rights");
        require(context.at("readOnlyRootFilesystem"), "true", "an attacker may leave programs in it");
        Field dropped = context.at("capabilities", "drop");
        if (dropped.items().stream().noneMatch(each -> each.text().equals("ALL"))) {
            report.accept(dropped.defect("the container keeps capabilities", "Add ALL"));
        }
        Field memory = container.at("resources", "limits", "memory");
        if (!memory.isPresent()) {
            report.accept(memory.defect("the heap would be a share of the memory of the node", "Add it"));
        }
        Field image = container.at("image");
        if (image.text().endsWith(":latest")) {
            report.accept(image.defect("the version of the image is not fixed", "Use the tag of a version"));
        }
    }

    private void require(Field field, String expected, String problem) {
        if (!field.text().equals(expected)) {
            report.accept(field.defect(problem, "Set it to " + expected));
        }
    }
}
