package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.gateway.delivery.Repository;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A defect that is made in a rendered file, and a part of the message that it must cause.
 *
 * @param entry the entry of {@code k8s/broken.yaml}, which explains its fields
 */
record Breakage(Field entry) {

    static List<Breakage> all() throws IOException {
        String text = Files.readString(Repository.ROOT.resolve("k8s/broken.yaml"));
        Object list = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new Gson()
                .toJsonTree(list).getAsJsonArray().asList().stream()
                        .map(entry -> new Breakage(new Field("k8s/broken.yaml", "", entry)))
                        .toList();
    }

    /** Returns the defects of the file after the change. */
    List<Defect> defects() throws IOException {
        Manifests manifests = Manifests.read(entry.at("in").text());
        List<KubernetesObject> objects = new ArrayList<>(manifests.objects());
        KubernetesObject object = objects.stream()
                .filter(each -> isNamed(each.id(), entry.at("object").text()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no object for: " + this));
        if (entry.at("removed").is(true)) {
            objects.remove(object);
        } else {
            change(Edit.at(object.json(), entry.at("at").text()));
        }
        return new Manifests(objects, manifests.externals()).defects();
    }

    private void change(Edit edit) {
        if (entry.at("set").isPresent()) {
            edit.set(entry.at("set").value());
        } else if (entry.at("replace").isPresent()) {
            edit.replace(entry.at("replace").text(), entry.at("with").text());
        } else {
            edit.remove();
        }
    }

    boolean isCaughtBy(Defect defect) {
        String object = entry.at(entry.at("caught in").isPresent() ? "caught in" : "object")
                .text();
        String path =
                entry.at(entry.at("caught at").isPresent() ? "caught at" : "at").text();
        return isNamed(defect.object(), object)
                && defect.field().equals(path.replace(' ', '.'))
                && defect.fix().contains(entry.at("fix").text());
    }

    /** Returns whether an object has a name, apart from the hash that Kustomize adds. */
    private static boolean isNamed(String id, String name) {
        return id.equals(name)
                || (id.lastIndexOf('-') > 0
                        && id.substring(0, id.lastIndexOf('-')).equals(name));
    }

    @Override
    public String toString() {
        return entry.at("in").text() + ": " + entry.at("broken").text();
    }
}
