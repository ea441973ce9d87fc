package org.operationsgateway.gateway.database.condition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check of the database. Immutable.
 *
 * @param problem null if there is none
 * @param detail what has failed, for the log; may contain names and addresses
 * @param duration the time of the check, with the acquisition of its connection
 */
record CheckResult(@Nullable DatabaseProblem problem, String detail, Duration duration) {

    /** The result before the first check: the gateway starts only with a database. */
    static final CheckResult INITIAL = new CheckResult(null, "", Duration.ZERO);
}
