package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A place in a Kubernetes object, which may be empty.
 *
 * @param object the kind and the name of the object
 * @param path the names and indexes from the root, with dots between them
 * @param value the value, {@link JsonNull} if there is none
 */
record Field(String object, String path, JsonElement value) {

    /** Returns the field at a path of names below this one. */
    Field at(String... names) {
        Field field = this;
        for (String name : names) {
            field = field.member(name);
        }
        return field;
    }

    private Field member(String name) {
        JsonElement member = value.isJsonObject() ? value.getAsJsonObject().get(name) : null;
        return new Field(
                object, path.isEmpty() ? name : path + "." + name, member == null ? JsonNull.INSTANCE : member);
    }

    boolean isPresent() {
        return !value.isJsonNull();
    }

    /** Returns the members of an object in their order, or nothing. */
    Map<String, Field> members() {
        Map<String, Field> members = new LinkedHashMap<>();
        if (value.isJsonObject()) {
            value.getAsJsonObject().keySet().forEach(name -> members.put(name, member(name)));
        }
        return members;
    }

    /** Returns the elements of an array in their order, or nothing. */
    List<Field> items() {
        List<Field> items = new ArrayList<>();
        if (value.isJsonArray()) {
            JsonArray array = value.getAsJsonArray();
            for (int i = 0; i < array.size(); i++) {
                items.add(new Field(object, path + "." + i, array.get(i)));
            }
        }
        return items;
    }

    /** Returns this field and all below it that satisfy a condition, outer ones first. */
    List<Field> find(Predicate<Field> condition) {
        List<Field> found = new ArrayList<>();
        if (condition.test(this)) {
            found.add(this);
        }
        members().values().forEach(member -> found.addAll(member.find(condition)));
        items().forEach(item -> found.addAll(item.find(condition)));
        return found;
    }

    /** Returns the text or the number as a text, and an empty text if there is none. */
    String text() {
        return value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    }

    /** Returns the number, or the default if there is none. */
    int number(int defaultValue) {
        return isNumber() ? value.getAsInt() : defaultValue;
    }

    boolean isNumber() {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    /** Returns whether there is a boolean with this value. */
    boolean is(boolean expected) {
        return value instanceof JsonPrimitive primitive
                && primitive.isBoolean()
                && primitive.getAsBoolean() == expected;
    }

    /** Returns the texts of the members of an object, such as labels. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members().forEach((name, member) -> texts.put(name, member.text()));
        return texts;
    }

    Defect defect(String problem, String fix) {
        return new Defect(object, path, problem, fix);
    }
}
