package org.operationsgateway.gateway.delivery.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods that an object makes.
 *
 * @param owner the object
 * @param labels their labels
 * @param spec their specification; empty if an operator makes it
 * @param ports the container ports by their names; a port without a name has its number as the name
 */
record Pods(KubernetesObject owner, Map<String, String> labels, Field spec, Map<String, Integer> ports) {

    /** Returns the pods of an object, if it makes any. */
    static Optional<Pods> of(KubernetesObject object) {
        return switch (object.kind()) {
            case "Deployment", "StatefulSet" -> Optional.of(ofTemplate(object));
            case "Cluster" -> Optional.of(ofCluster(object));
            default -> Optional.empty();
        };
    }

    private static Pods ofTemplate(KubernetesObject object) {
        Field template = object.at("spec", "template");
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Field container : template.at("spec", "containers").items()) {
            for (Field port : container.at("ports").items()) {
                int number = port.at("containerPort").number(0);
                String name = port.at("name").text();
                ports.put(name.isEmpty() ? Integer.toString(number) : name, number);
            }
        }
        return new Pods(object, template.at("metadata", "labels").texts(), template.at("spec"), ports);
    }

    /** The operator CloudNativePG sets this label, and uses these ports. */
    private static Pods ofCluster(KubernetesObject object) {
        Map<String, String> labels = new LinkedHashMap<>(
                object.at("spec", "inheritedMetadata", "labels").texts());
        labels.put("cnpg.io/cluster", object.name());
        return new Pods(
                object, labels, object.at("spec", "none"), Map.of("postgresql", 5432, "status", 8000, "metrics", 9187));
    }

    boolean match(Map<String, String> selector) {
        return labels.entrySet().containsAll(selector.entrySet());
    }

    /** Returns whether a name or a number is one of the container ports. */
    boolean hasPort(Field port) {
        return port.isNumber() ? ports.containsValue(port.number(0)) : ports.containsKey(port.text());
    }

    /** Returns the containers, those of the initialisation first. */
    List<Field> containers() {
        List<Field> containers = new ArrayList<>(spec.at("initContainers").items());
        containers.addAll(spec.at("containers").items());
        return containers;
    }
}
