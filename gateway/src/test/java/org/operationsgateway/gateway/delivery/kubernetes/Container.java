package org.operationsgateway.gateway.delivery.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The container of the gateway, as Kubernetes would start it: its variables and its working directory.
 *
 * @param manifests the objects
 * @param secrets the Secrets that others make, by their names and keys
 */
record Container(Manifests manifests, Map<String, Map<String, String>> secrets) {

    /** Returns the variables, with the values of ConfigMaps and Secrets, and with references to others expanded. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Field source : container().at("envFrom").items()) {
            String name = source.at("configMapRef", "name").text();
            variables.putAll(
                    manifests.find("ConfigMap", name).orElseThrow().at("data").texts());
        }
        for (Field variable : container().at("env").items()) {
            Field secret = variable.at("valueFrom", "secretKeyRef");
            String value = secret.isPresent()
                    ? secret(secret.at("name").text(), secret.at("key").text())
                    : variable.at("value").text();
            for (Map.Entry<String, String> defined : Map.copyOf(variables).entrySet()) {
                value = value.replace("$(" + defined.getKey() + ")", defined.getValue());
            }
            variables.put(variable.at("name").text(), value);
        }
        return variables;
    }

    private String secret(String name, String key) {
        Optional<KubernetesObject> object = manifests.find("Secret", name);
        if (object.isPresent()) {
            String encoded = object.get().at("data", key).text().replace("\n", "");
            return new String(Base64.getDecoder().decode(encoded), UTF_8);
        }
        return secrets.get(name).get(key);
    }

    /** Writes the files of ConfigMaps and Secrets to where they are mounted, below a folder instead of the root. */
    void mount(Path folder) throws IOException {
        for (Field mount : container().at("volumeMounts").items()) {
            Path target = folder.resolve(mount.at("mountPath").text().substring(1));
            Files.createDirectories(target);
            for (Field volume : pods().spec().at("volumes").items()) {
                if (volume.at("name").text().equals(mount.at("name").text())) {
                    for (Map.Entry<String, String> file : files(volume).entrySet()) {
                        Files.writeString(target.resolve(file.getKey()), file.getValue());
                    }
                }
            }
        }
    }

    private Map<String, String> files(Field volume) {
        return manifests
                .find("ConfigMap", volume.at("configMap", "name").text())
                .map(map -> map.at("data").texts())
                .orElseGet(() ->
                        secrets.getOrDefault(volume.at("secret", "secretName").text(), Map.of()));
    }

    /** Returns the paths of the probes. */
    Map<String, String> probes() {
        Map<String, String> paths = new LinkedHashMap<>();
        container().members().forEach((name, member) -> {
            if (name.endsWith("Probe")) {
                paths.put(name, member.at("httpGet", "path").text());
            }
        });
        return paths;
    }

    private Pods pods() {
        return manifests
                .find("Deployment", SettingCheck.GATEWAY)
                .flatMap(Pods::of)
                .orElseThrow();
    }

    private Field container() {
        return pods().containers().getFirst();
    }
}
