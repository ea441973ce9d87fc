/** Reads from a standby what it has replayed, and everything else from the primary. */
@NullMarked
package org.operationsgateway.gateway.database.replica;

import org.jspecify.annotations.NullMarked;
