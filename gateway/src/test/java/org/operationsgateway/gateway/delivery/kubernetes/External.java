package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.operationsgateway.gateway.delivery.Repository;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An object that the manifests refer to and do not contain, as {@code k8s/external.yaml} lists it.
 *
 * @param kind the kind
 * @param name the name, or an empty text for pods
 * @param namespace the namespace, or an empty text for that of the manifests
 * @param keys the keys of a Secret or a ConfigMap
 * @param labels the labels of pods
 * @param requires the object that causes it to be made, or an empty text
 */
record External(
        String kind, String name, String namespace, List<String> keys, Map<String, String> labels, String requires) {

    static List<External> all() throws IOException {
        String text = Files.readString(Repository.ROOT.resolve("k8s/external.yaml"));
        Object list = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new Gson()
                .toJsonTree(list).getAsJsonArray().asList().stream()
                        .map(entry -> of(new Field("k8s/external.yaml", "", entry)))
                        .toList();
    }

    private static External of(Field entry) {
        List<String> keys = entry.at("keys").items().stream().map(Field::text).toList();
        return new External(
                entry.at("kind").text(),
                entry.at("name").text(),
                entry.at("namespace").text(),
                keys,
                entry.at("labels").texts(),
                entry.at("requires").text());
    }

    boolean is(String otherKind, String otherName) {
        return kind.equals(otherKind) && name.equals(otherName);
    }
}
