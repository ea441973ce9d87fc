package org.operationsgateway.client.stream;

import org.operationsgateway.core.json.JsonInput;

/** The reading of string members in the data of control events. */
final class EventJson {

    private EventJson() {}

    /** Returns a string member of an object; empty if it is absent. */
    static String member(byte[] json, String name) {
        return JsonInput.readObject(json, input -> read(input, name));
    }

    private static String read(JsonInput input, String name) {
        String value = "";
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            if (field.equals(name)) {
                value = input.string(field);
            } else {
                input.skip();
            }
        }
        return value;
    }
}
