package org.operationsgateway.client;

/** The bytes of events and operations in scripts. */
final class Wire {

    static final String NAME = "operations/a";

    private Wire() {}

    /** Returns a running operation with a step as its metadata. */
    static String running(int step) {
        return running(NAME, step);
    }

    static String running(String name, int step) {
        return "{\"name\":\"" + name + "\",\"metadata\":" + step(step) + ",\"done\":false}";
    }

    /** Returns a done operation. */
    static String done() {
        return "{\"name\":\"" + NAME + "\",\"done\":true,\"response\":" + step(99) + "}";
    }

    static String step(int step) {
        return "{\"@type\":\"t/T\",\"step\":" + step + "}";
    }

    /** Adds the full view. */
    static String full(String operation, String incarnation, int revision) {
        return operation.substring(0, operation.length() - 1) + ",\"gateway\":{\"revision\":\"" + revision
                + "\",\"etag\":\"\\\"" + incarnation + "-" + revision + "-x\\\"\",\"cancelRequested\":false}}";
    }

    /** Returns a state of one operation as an event. */
    static String state(String id, String operation) {
        return "id: " + id + "\ndata: " + operation + "\n\n";
    }

    /** Returns an event. */
    static String event(String type, String data) {
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    /** Returns a short reconnection time. */
    static String retry() {
        return "retry: 20\n\n";
    }

    /** Returns an error envelope. */
    static String error(int http, String status, String reason) {
        return "{\"error\":{\"code\":" + http + ",\"message\":\"why\",\"status\":\"" + status
                + "\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" + reason
                + "\",\"domain\":\"operationsgateway.org\"}]}}";
    }
}
