package org.operationsgateway.gateway.delivery.kubernetes;

import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.boot.convert.DurationStyle;

/** A check of the replacement of replicas, which must interrupt no stream for long. */
final class ShutdownCheck {

    /** {@code spring.lifecycle.timeout-per-shutdown-phase} of the packaged application. */
    private static final Duration PHASE = Duration.ofSeconds(25);

    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final int MIN_PRE_STOP_SECONDS = 5;

    private ShutdownCheck() {}

    static void check(Manifests manifests, Consumer<Defect> report) {
        manifests.find("Deployment", SettingCheck.GATEWAY).ifPresent(deployment -> {
            rollout(deployment, report);
            grace(deployment, Settings.of(manifests), report);
            config(deployment, manifests, report);
        });
    }

    private static void rollout(KubernetesObject deployment, Consumer<Defect> report) {
        Field unavailable = deployment.at("spec", "strategy", "rollingUpdate", "maxUnavailable");
        if (unavailable.number(1) != 0) {
            report.accept(unavailable.defect("replicas stop before their successors are ready", "Set it to 0"));
        }
        Field ready = deployment.at("spec", "minReadySeconds");
        if (ready.number(0) < 1) {
            report.accept(
                    ready.defect("all replicas may be replaced at once, and all streams with them", "Set it to 10"));
        }
    }

    private static void grace(KubernetesObject deployment, Settings settings, Consumer<Defect> report) {
        Field spec = deployment.at("spec", "template", "spec");
        Field sleep = spec.at("containers").items().getFirst().at("lifecycle", "preStop", "sleep", "seconds");
        if (sleep.number(0) < MIN_PRE_STOP_SECONDS) {
            report.accept(sleep.defect(
                    "proxies still send requests to a replica that stops",
                    "Set it to " + MIN_PRE_STOP_SECONDS + " or more"));
        }
        Duration needed = DurationStyle.detectAndParse(settings.value("gateway.watch.drain"))
                .plusSeconds(sleep.number(0))
                .plus(PHASE)
                .plus(MARGIN);
        Field grace = spec.at("terminationGracePeriodSeconds");
        if (grace.number(30) < needed.toSeconds()) {
            report.accept(grace.defect(
                    "preStop, gateway.watch.drain and the requests in progress need " + needed.toSeconds() + " s",
                    "Set it to " + needed.toSeconds() + " or more"));
        }
    }

    /** The working directory of the image is /app. */
    private static void config(KubernetesObject deployment, Manifests manifests, Consumer<Defect> report) {
        Field spec = deployment.at("spec", "template", "spec");
        for (Field volume : spec.at("volumes").items()) {
            boolean isSettings = manifests
                    .find("ConfigMap", volume.at("configMap", "name").text())
                    .filter(map -> map.at("data", "application.yaml").isPresent())
                    .isPresent();
            if (isSettings) {
                for (Field mount : spec.at("containers")
                        .items()
                        .getFirst()
                        .at("volumeMounts")
                        .items()) {
                    if (mount.at("name").text().equals(volume.at("name").text())
                            && !mount.at("mountPath").text().equals("/app/config")) {
                        report.accept(mount.at("mountPath")
                                .defect("the gateway does not read this folder", "Set it to /app/config"));
                    }
                }
            }
        }
    }
}
