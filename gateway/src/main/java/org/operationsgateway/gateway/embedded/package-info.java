/** Starts a PostgreSQL server of the gateway's own when no database is configured, and keeps its data. */
@NullMarked
package org.operationsgateway.gateway.embedded;

import org.jspecify.annotations.NullMarked;
