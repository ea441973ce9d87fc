/** Runs an embedded PostgreSQL server when no database is configured, and keeps its data. */
@NullMarked
package org.operationsgateway.gateway.embedded;

import org.jspecify.annotations.NullMarked;
