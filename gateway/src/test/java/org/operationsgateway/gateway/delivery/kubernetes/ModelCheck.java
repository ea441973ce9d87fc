package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A strict comparison of the fields with the models of Kubernetes. The client of Kubernetes has a validation of its
 * own, which is applied as well: it neither has paths nor compares all types.
 */
final class ModelCheck {

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1 ConfigMap", V1ConfigMap.class),
            Map.entry("v1 Namespace", V1Namespace.class),
            Map.entry("v1 Secret", V1Secret.class),
            Map.entry("v1 Service", V1Service.class),
            Map.entry("v1 ServiceAccount", V1ServiceAccount.class),
            Map.entry("apps/v1 Deployment", V1Deployment.class),
            Map.entry("apps/v1 StatefulSet", V1StatefulSet.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1 Ingress", V1Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class));

    private static final String MODEL_PACKAGE = V1Service.class.getPackageName();

    private final Consumer<Defect> report;

    private ModelCheck(Consumer<Defect> report) {
        this.report = report;
    }

    static void check(Manifests manifests, Consumer<Defect> report) {
        for (KubernetesObject object : manifests.objects()) {
            Class<?> model = MODELS.get(object.type());
            if (model != null) {
                check(object, model, report);
            } else if (SchemaCheck.isKnown(object)) {
                new ModelCheck(report).walk(object.at("metadata"), V1ObjectMeta.class);
            } else {
                report.accept(object.at("kind")
                        .defect(
                                "no API has the kind '" + object.type() + "'",
                                "Correct the kind or the version, or add a model to ModelCheck, or a schema"));
            }
        }
    }

    private static void check(KubernetesObject object, Class<?> model, Consumer<Defect> report) {
        AtomicInteger found = new AtomicInteger();
        new ModelCheck(defect -> {
                    found.incrementAndGet();
                    report.accept(defect);
                })
                .walk(object.root(), model);
        if (found.get() == 0) {
            try {
                model.getMethod("validateJsonElement", JsonElement.class).invoke(null, object.json());
            } catch (InvocationTargetException e) {
                report.accept(object.root().defect(e.getCause().getMessage(), "Correct the field"));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void walk(Field field, Type type) {
        if (type instanceof ParameterizedType generic) {
            walkGeneric(field, generic);
        } else if (type instanceof Class<?> model && model.getPackageName().equals(MODEL_PACKAGE)) {
            walkModel(field, model);
        } else {
            walkValue(field, (Class<?>) type);
        }
    }

    private void walkGeneric(Field field, ParameterizedType type) {
        Type element = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == List.class) {
            require(field, field.value().isJsonArray(), "a list");
            field.items().forEach(item -> walk(item, element));
        } else {
            require(field, field.value().isJsonObject(), "an object");
            field.members().values().forEach(member -> walk(member, element));
        }
    }

    private void walkModel(Field field, Class<?> model) {
        if (!field.value().isJsonObject()) {
            require(field, false, "an object");
            return;
        }
        Map<String, Type> types = typesOf(model);
        field.members().forEach((name, member) -> {
            Type type = types.get(name);
            if (type == null) {
                report.accept(member.defect(
                        "the field is unknown", "Remove it, or use one of " + String.join(", ", types.keySet())));
            } else {
                walk(member, type);
            }
        });
        for (String name : required(model)) {
            if (!field.at(name).isPresent()) {
                report.accept(field.at(name).defect("the field is required", "Add it"));
            }
        }
    }

    private static Map<String, Type> typesOf(Class<?> model) {
        Map<String, Type> types = new TreeMap<>();
        Arrays.stream(model.getDeclaredFields())
                .filter(each -> each.isAnnotationPresent(SerializedName.class))
                .forEach(each ->
                        types.put(each.getAnnotation(SerializedName.class).value(), each.getGenericType()));
        return types;
    }

    private static List<String> required(Class<?> model) {
        try {
            Collection<?> names =
                    (Collection<?>) model.getField("openapiRequiredFields").get(null);
            return names.stream().map(Object::toString).sorted().toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void walkValue(Field field, Class<?> type) {
        if (type == IntOrString.class) {
            require(field, isText(field) || field.isNumber(), "a number or a text");
        } else if (type == Quantity.class) {
            require(field, isQuantity(field), "a quantity such as 500m or 1Gi");
        } else if (Number.class.isAssignableFrom(type)) {
            require(field, field.isNumber(), "a number");
        } else if (type == Boolean.class) {
            require(field, field.is(true) || field.is(false), "true or false");
        } else if (type == byte[].class) {
            require(field, isText(field) && isBase64(field.text()), "a text in Base64");
        } else if (type != Object.class) {
            require(field, isText(field), "a text, in quotes if it looks like a number or a boolean");
        }
    }

    private void require(Field field, boolean condition, String expected) {
        if (!condition) {
            report.accept(field.defect("the value is " + field.value(), "It must be " + expected));
        }
    }

    private static boolean isText(Field field) {
        return field.value() instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isQuantity(Field field) {
        try {
            Quantity.fromString(field.text());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Kustomize breaks long values into lines. */
    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text.replace("\n", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
