/** Runs a PostgreSQL server that can be killed and started again, and reads the log from it. */
@NullMarked
package org.operationsgateway.robustness.postgres;

import org.jspecify.annotations.NullMarked;
