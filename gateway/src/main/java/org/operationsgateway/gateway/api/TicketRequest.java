package org.operationsgateway.gateway.api;

import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * The body of a request for a ticket. Immutable.
 *
 * @param name the name of an operation, or of a collection such as {@code projects/p/operations}
 * @param filter the filter of the stream of a collection; empty for none
 */
record TicketRequest(String name, String filter) {

    /**
     * Parses a body.
     *
     * @throws MalformedJsonException if the body is not valid, or has no name
     */
    static TicketRequest parse(byte[] json) {
        TicketRequest request = JsonInput.readObject(json, TicketRequest::read);
        if (request.name.isEmpty()) {
            throw new MalformedJsonException("name", "name is required: the name of an operation or of a collection.");
        }
        return request;
    }

    private static TicketRequest read(JsonInput input) {
        String name = "";
        String filter = "";
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            boolean set = !input.nextIsNull();
            switch (field) {
                case "name" -> name = set ? input.string(field) : "";
                case "filter" -> filter = set ? input.string(field) : "";
                default -> throw new MalformedJsonException(field, "Unknown field " + field + ": remove it.");
            }
        }
        return new TicketRequest(name, filter);
    }
}
