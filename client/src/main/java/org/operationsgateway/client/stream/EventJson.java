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
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            boolean isSet = !input.nextIsNull();
            if (field.equals(name) && isSet) {
                value = input.string(field);
            } else if (isSet) {
                input.skip();
            }
        }
        return value;
    }
}
