package org.operationsgateway.gateway.delivery;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The rules of Prometheus and the dashboard of Grafana in {@code config/}.
 *
 * @param rules all rules, of all groups
 * @param cases the tests of the rules
 * @param dashboard the whole dashboard
 */
record Monitoring(List<JsonObject> rules, List<JsonObject> cases, JsonObject dashboard) {

    static Monitoring read() throws IOException {
        List<JsonObject> rules = objects(yaml("config/prometheus/rules.yaml").get("groups"))
                .flatMap(group -> objects(group.get("rules")))
                .toList();
        return new Monitoring(
                rules,
                objects(yaml("config/prometheus/rules-test.yaml").get("tests")).toList(),
                JsonParser.parseString(Files.readString(Repository.ROOT.resolve("config/grafana/dashboard.json")))
                        .getAsJsonObject());
    }

    private static JsonObject yaml(String file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Object document = new Yaml(new SafeConstructor(strict)).load(Files.readString(Repository.ROOT.resolve(file)));
        return new Gson().toJsonTree(document).getAsJsonObject();
    }

    static Stream<JsonObject> objects(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    /** Returns the alerts. */
    List<JsonObject> alerts() {
        return rules.stream().filter(rule -> rule.has("alert")).toList();
    }

    /** Returns the panels of the dashboard without the rows. */
    List<JsonObject> panels() {
        return objects(dashboard.get("panels"))
                .filter(panel -> !panel.get("type").getAsString().equals("row"))
                .toList();
    }

    /** Returns the names of all metrics that the rules and the dashboard read, without those that the rules record. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        Stream.concat(rules.stream(), panels().stream().flatMap(panel -> objects(panel.get("targets"))))
                .map(object -> object.get("expr").getAsString())
                .forEach(expression -> names.addAll(PromqlNames.of(expression)));
        rules.stream()
                .filter(rule -> rule.has("record"))
                .forEach(rule -> names.remove(rule.get("record").getAsString()));
        return names;
    }
}
