package org.operationsgateway.client.stream;

import java.util.regex.Pattern;
import org.operationsgateway.core.json.JsonInput;

/**
 * The revision of an operation, as the full view names it. Immutable.
 *
 * @param tag the etag without quotes, which is also the event id; empty if the view is not the full one
 * @param incarnation the part of the tag that differs between operations with the same name
 * @param number the number within the incarnation
 */
record Revision(String tag, String incarnation, long number) {

    /** The revision of an operation in the basic view. */
    static final Revision UNKNOWN = new Revision("", "", 0);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Reads the revision of an operation; {@link #UNKNOWN} if the view is not the full one. */
    static Revision read(byte[] operation) {
        return JsonInput.readObject(operation, Revision::readOperation);
    }

    private static Revision readOperation(JsonInput input) {
        Revision revision = UNKNOWN;
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            if (field.equals("gateway")) {
                input.enterObject(field);
                revision = readMember(input);
            } else {
                input.skip();
            }
        }
        return revision;
    }

    private static Revision readMember(JsonInput input) {
        String tag = "";
        String number = "";
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            switch (field) {
                case "etag" -> tag = input.string(field).replace("\"", "");
                case "revision" -> number = input.string(field);
                default -> input.skip();
            }
        }
        int separator = tag.indexOf('-');
        return separator < 0 || !NUMBER.matcher(number).matches()
                ? UNKNOWN
                : new Revision(tag, tag.substring(0, separator), Long.parseLong(number));
    }

    /** Returns whether this revision is not newer than another one of the same operation, with the same incarnation. */
    boolean isCoveredBy(Revision other) {
        return incarnation.equals(other.incarnation) && number <= other.number;
    }
}
