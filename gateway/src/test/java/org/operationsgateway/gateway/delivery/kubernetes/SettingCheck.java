package org.operationsgateway.gateway.delivery.kubernetes;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.operationsgateway.gateway.delivery.Setting;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** A comparison of environment variables and of the mounted file with the settings of the application. */
final class SettingCheck {

    static final String GATEWAY = "operations-gateway";

    /** The variables that the virtual machine reads. */
    private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    static final List<Setting> ALL = readAll();

    private final Manifests manifests;
    private final Consumer<Defect> report;

    private SettingCheck(Manifests manifests, Consumer<Defect> report) {
        this.manifests = manifests;
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        new SettingCheck(manifests, report).check();
    }

    private void check() {
        Settings settings = Settings.of(manifests);
        String values = settings.variables().values().stream().map(Field::text).collect(joining(" "));
        settings.variables().forEach((name, value) -> {
            Optional<Setting> setting =
                    ALL.stream().filter(each -> isSetBy(each, name)).findFirst();
            if (setting.isPresent()) {
                value(setting.get(), value);
            } else if (!OF_THE_JVM.contains(name) && !values.contains("$(" + name + ")")) {
                report.accept(value.defect("the application has no setting for " + name, "Use " + nearest(name)));
            }
        });
        file(settings);
    }

    private void file(Settings settings) {
        for (KubernetesObject map : manifests.ofKind("ConfigMap")) {
            Field file = map.at("data", "application.yaml");
            if (file.isPresent()) {
                settings.file().keySet().stream()
                        .filter(key -> ALL.stream().noneMatch(each -> each.isSetBy(key)))
                        .forEach(key -> report.accept(file.defect(
                                "the application has no setting " + key, "Use " + nearest(Settings.variable(key)))));
            }
        }
    }

    /** A map or a list is set by the variables below its name. */
    private static boolean isSetBy(Setting setting, String variable) {
        String name = Settings.variable(setting.name());
        boolean hasElements =
                setting.type().startsWith("java.util.Map") || setting.type().startsWith("java.util.List");
        return name.equals(variable) || (hasElements && variable.startsWith(name + "_"));
    }

    private void value(Setting setting, Field value) {
        if (!value.isPresent() || value.text().contains("$(")) {
            return;
        }
        String expected = switch (setting.type()) {
            case "java.time.Duration" -> isParsed(DurationStyle::detectAndParse, value) ? "" : "a duration, 90s";
            case "org.springframework.util.unit.DataSize" -> isParsed(DataSize::parse, value) ? "" : "a size, 1MB";
            case "java.lang.Integer", "java.lang.Long" -> isParsed(Long::valueOf, value) ? "" : "a number";
            case "java.lang.Boolean" -> Set.of("true", "false").contains(value.text()) ? "" : "true or false";
            default -> "";
        };
        if (!expected.isEmpty()) {
            report.accept(value.defect("the value is '" + value.text() + "'", setting.name() + " needs " + expected));
        }
    }

    private static boolean isParsed(Consumer<String> parser, Field value) {
        try {
            parser.accept(value.text());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the settings whose variables have the longest common beginning with a variable. */
    private static String nearest(String variable) {
        int longest = ALL.stream()
                .mapToInt(each -> commonLength(variable, Settings.variable(each.name())))
                .max()
                .orElse(0);
        return ALL.stream()
                .map(Setting::name)
                .filter(name -> commonLength(variable, Settings.variable(name)) == longest)
                .distinct()
                .limit(5)
                .collect(joining(" or "));
    }

    private static int commonLength(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static List<Setting> readAll() {
        try {
            return Setting.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
