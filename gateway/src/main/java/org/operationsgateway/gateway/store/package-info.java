/** Keeps operations and their log in PostgreSQL. */
@NullMarked
package org.operationsgateway.gateway.store;

import org.jspecify.annotations.NullMarked;
