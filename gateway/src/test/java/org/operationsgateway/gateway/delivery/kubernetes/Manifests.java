package org.operationsgateway.gateway.delivery.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.operationsgateway.gateway.delivery.Repository;

/**
 * The objects that are applied together.
 *
 * @param objects the objects
 * @param externals what they may refer to besides
 */
record Manifests(List<KubernetesObject> objects, List<External> externals) {

    static final Path RENDERED = Repository.ROOT.resolve("k8s/rendered");

    /** Returns the names of the files below {@code k8s/rendered}, such as {@code overlays/dev}. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(RENDERED)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> RENDERED.relativize(file).toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Reads a file below {@code k8s/rendered}. */
    static Manifests read(String name) throws IOException {
        return parse(Files.readString(RENDERED.resolve(name + ".yaml")));
    }

    static Manifests parse(String yaml) throws IOException {
        return new Manifests(KubernetesObject.parse(yaml), External.all());
    }

    List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        for (ManifestCheck check : ManifestCheck.values()) {
            check.check(this, defects::add);
        }
        return defects;
    }

    List<KubernetesObject> ofKind(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind)).toList();
    }

    Optional<KubernetesObject> find(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> object.name().equals(name))
                .findFirst();
    }

    List<Pods> pods() {
        return objects.stream().flatMap(object -> Pods.of(object).stream()).toList();
    }

    /** Returns the pods that a selector matches. */
    List<Pods> podsWith(Map<String, String> selector) {
        return pods().stream().filter(pods -> pods.match(selector)).toList();
    }

    /** Returns an object that others make, if what it requires is here. */
    Optional<External> external(String kind, String name) {
        return externals.stream()
                .filter(external -> external.is(kind, name))
                .filter(external -> external.requires().isEmpty() || contains(external.requires()))
                .findFirst();
    }

    private boolean contains(String id) {
        return objects.stream().anyMatch(object -> object.id().equals(id));
    }
}
