/** Tests of a gateway with a primary and a standby, or with a pooler, as separate processes. */
@NullMarked
package org.operationsgateway.gateway.database.availability;

import org.jspecify.annotations.NullMarked;
