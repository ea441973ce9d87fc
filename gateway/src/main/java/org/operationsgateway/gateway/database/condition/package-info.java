/** Checks the database while the gateway runs, and explains a problem in one sentence. */
@NullMarked
package org.operationsgateway.gateway.database.condition;

import org.jspecify.annotations.NullMarked;
