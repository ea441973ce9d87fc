package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.sql.SQLException;

/** A fault that can be injected. */
@FunctionalInterface
interface Fault {

    /**
     * Injects the fault. Repairs it too, unless the system recovers by itself.
     *
     * @return a description of the affected component
     */
    String inject() throws IOException, InterruptedException, SQLException;
}
