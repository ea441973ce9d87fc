/** Translates filters into conditions of SQL. */
@NullMarked
package org.operationsgateway.gateway.store.filter;

import org.jspecify.annotations.NullMarked;
