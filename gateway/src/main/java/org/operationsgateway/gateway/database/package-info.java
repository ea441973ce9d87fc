/** Connects a replica to its database, migrates the schema, and says in one sentence why it could not. */
@NullMarked
package org.operationsgateway.gateway.database;

import org.jspecify.annotations.NullMarked;
