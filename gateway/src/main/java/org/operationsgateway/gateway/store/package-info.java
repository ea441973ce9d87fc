/**
 * Keeps operations and their log in PostgreSQL; a statement is defined in the package of the feature that runs it, and
 * every change is built from {@link org.operationsgateway.gateway.store.ChangeSql ChangeSql} and read by
 * {@link org.operationsgateway.gateway.store.RowMapper RowMapper}.
 */
@NullMarked
package org.operationsgateway.gateway.store;

import org.jspecify.annotations.NullMarked;
