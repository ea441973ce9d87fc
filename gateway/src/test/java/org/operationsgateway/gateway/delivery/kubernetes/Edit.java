package org.operationsgateway.gateway.delivery.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in an object that is changed.
 *
 * @param parent the object or the list that contains it
 * @param name the name or the index in it; "+" is the end of a list
 */
record Edit(JsonElement parent, String name) {

    /**
     * Returns the place at a path.
     *
     * @param path names and indexes, with spaces between them, because names may contain any other character
     */
    static Edit at(JsonObject object, String path) {
        List<String> names = new ArrayList<>(List.of(path.split(" ", -1)));
        String last = names.removeLast();
        JsonElement parent = object;
        for (String name : names) {
            parent = new Edit(parent, name).get();
        }
        return new Edit(parent, last);
    }

    private JsonElement get() {
        JsonElement value = parent instanceof JsonArray array
                ? array.get(Integer.parseInt(name))
                : parent.getAsJsonObject().get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no field " + name);
        }
        return value;
    }

    void set(JsonElement value) {
        if (parent instanceof JsonObject object) {
            object.add(name, value);
        } else if (name.equals("+")) {
            parent.getAsJsonArray().add(value);
        } else {
            parent.getAsJsonArray().set(Integer.parseInt(name), value);
        }
    }

    void remove() {
        get();
        parent.getAsJsonObject().remove(name);
    }

    /** Replaces a part of a text. */
    void replace(String part, String replacement) {
        String text = get().getAsString();
        if (!text.contains(part)) {
            throw new IllegalArgumentException(name + " does not contain " + part);
        }
        set(new JsonPrimitive(text.replace(part, replacement)));
    }
}
