package org.operationsgateway.gateway.delivery;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A Kubernetes object.
 *
 * @param json the complete object
 */
record Manifest(JsonObject json) {

    private static final Gson GSON = new Gson();

    /** Parses the objects of a YAML text, in the order of the text. */
    static List<Manifest> parse(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> new Manifest(GSON.toJsonTree(document).getAsJsonObject()))
                .toList();
    }

    String kind() {
        return json.get("kind").getAsString();
    }

    /**
     * Validates the fields against the model of Kubernetes.
     *
     * @throws IllegalArgumentException if a field is unknown, missing, or of another type
     */
    void validate() throws IOException {
        switch (json.get("apiVersion").getAsString() + " " + kind()) {
            case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(json);
            case "v1 Service" -> V1Service.validateJsonElement(json);
            case "v1 ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
            case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
            default -> throw new IllegalArgumentException("No model for " + json.get("apiVersion") + " " + kind());
        }
    }

    /** Returns the element at a path of field names and indexes, such as {@code spec.template.spec.containers.0}. */
    JsonElement at(String path) {
        JsonElement element = json;
        for (String step : path.split("\\.", -1)) {
            element = element.isJsonArray()
                    ? element.getAsJsonArray().get(Integer.parseInt(step))
                    : element.getAsJsonObject().get(step);
        }
        return element;
    }
}
