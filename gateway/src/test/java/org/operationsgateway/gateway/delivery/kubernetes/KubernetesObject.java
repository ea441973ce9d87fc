package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A Kubernetes object.
 *
 * @param json the complete object
 */
record KubernetesObject(JsonObject json) {

    private static final Gson GSON = new Gson();

    /** Parses the objects of a YAML text, in the order of the text. */
    static List<KubernetesObject> parse(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> new KubernetesObject(GSON.toJsonTree(document).getAsJsonObject()))
                .toList();
    }

    String kind() {
        return root().at("kind").text();
    }

    /** Returns the API version and the kind, such as {@code apps/v1 Deployment}. */
    String type() {
        return root().at("apiVersion").text() + " " + kind();
    }

    String name() {
        return root().at("metadata", "name").text();
    }

    /** Returns the namespace, or an empty text. */
    String namespace() {
        return root().at("metadata", "namespace").text();
    }

    /** Returns the kind and the name, such as {@code Service operations-gateway}. */
    String id() {
        return json.get("kind").getAsString()
                + " "
                + json.getAsJsonObject("metadata").get("name").getAsString();
    }

    Field root() {
        return new Field(json.has("kind") && json.has("metadata") ? id() : "An object", "", json);
    }

    /** Returns the field at a path of names. */
    Field at(String... names) {
        return root().at(names);
    }
}
