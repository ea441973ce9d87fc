/** Batches of concurrent changes that share SQL statements, and the bounded queue of the changes that are pending. */
@NullMarked
package org.operationsgateway.gateway.store.batch;

import org.jspecify.annotations.NullMarked;
