/** Connects a replica to its database, migrates the schema, and explains a failure in one sentence. */
@NullMarked
package org.operationsgateway.gateway.database;

import org.jspecify.annotations.NullMarked;
