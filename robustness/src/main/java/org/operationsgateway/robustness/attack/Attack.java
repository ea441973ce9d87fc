package org.operationsgateway.robustness.attack;

import java.io.IOException;

/** A hostile client. */
@FunctionalInterface
interface Attack {

    /**
     * Sends the hostile requests. The connections stay open until the victim is released.
     *
     * @throws IOException if the victim refuses a connection or closes it, which is a correct answer
     */
    void run(Victim victim) throws IOException;
}
