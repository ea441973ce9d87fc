package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.operationsgateway.gateway.delivery.Repository;

/** A validation of custom resources by the closed schemas in {@code k8s/schemas}. */
final class SchemaCheck {

    private static final Map<String, SchemaCheck> SCHEMAS = Map.of(
            "gateway.networking.k8s.io/v1 HTTPRoute", read("HTTPRoute"),
            "monitoring.coreos.com/v1 PodMonitor", read("PodMonitor"),
            "monitoring.coreos.com/v1 PrometheusRule", read("PrometheusRule"),
            "postgresql.cnpg.io/v1 Cluster", read("Cluster"));

    private final Schema schema;
    private final Field text;

    private SchemaCheck(String text) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        this.text = new Field("", "", JsonParser.parseString(text));
    }

    static boolean isKnown(KubernetesObject object) {
        return SCHEMAS.containsKey(object.type());
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        for (KubernetesObject object : manifests.objects()) {
            SchemaCheck check = SCHEMAS.get(object.type());
            if (check != null) {
                check.schema
                        .validate(object.json().toString(), InputFormat.JSON)
                        .forEach(error -> report.accept(check.defect(object, error)));
            }
        }
    }

    private Defect defect(KubernetesObject object, Error error) {
        String property = error.getProperty();
        String path = error.getInstanceLocation() + (property == null ? "" : "/" + property);
        String field = path.substring(1).replace('/', '.');
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                new Defect(object.id(), field, "the field is unknown", "Remove it, or use one of " + known(error));
            case "required" -> new Defect(object.id(), field, "the field is required", "Add it");
            default -> new Defect(object.id(), field, error.getMessage(), "Correct the value");
        };
    }

    /** Returns the properties beside the keyword of the schema that reports the error. */
    private String known(Error error) {
        List<String> keyword = List.of(
                error.getSchemaLocation().getFragment().toString().substring(1).split("/", -1));
        String[] parent = keyword.subList(0, keyword.size() - 1).toArray(String[]::new);
        return String.join(", ", text.at(parent).at("properties").members().keySet());
    }

    private static SchemaCheck read(String kind) {
        try {
            return new SchemaCheck(Files.readString(Repository.ROOT.resolve("k8s/schemas/" + kind + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
