/** Reads the current operations and the logged changes of collections from PostgreSQL. */
@NullMarked
package org.operationsgateway.gateway.collection.log;

import org.jspecify.annotations.NullMarked;
