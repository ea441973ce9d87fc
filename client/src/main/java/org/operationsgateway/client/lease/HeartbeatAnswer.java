package org.operationsgateway.client.lease;

import org.operationsgateway.core.json.JsonInput;

/**
 * The answer to a producer heartbeat. Immutable.
 *
 * @param cancelRequested whether the cancellation of the operation is requested
 */
record HeartbeatAnswer(boolean cancelRequested) {

    static HeartbeatAnswer parse(byte[] json) {
        return JsonInput.readObject(json, HeartbeatAnswer::read);
    }

    private static HeartbeatAnswer read(JsonInput input) {
        boolean cancelRequested = false;
        for (String field = input.nextSetField(); field != null; field = input.nextSetField()) {
            if (field.equals("cancelRequested")) {
                cancelRequested = input.bool(field);
            } else {
                input.skip();
            }
        }
        return new HeartbeatAnswer(cancelRequested);
    }
}
