package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.sql.SQLException;

/** Breaks something, and puts it right again unless that is the system's own task. */
@FunctionalInterface
interface Fault {

    /** Does so; returns what was hit. */
    String inject() throws IOException, InterruptedException, SQLException;
}
