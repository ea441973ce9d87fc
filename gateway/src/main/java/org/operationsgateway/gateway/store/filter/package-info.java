/** Translates scopes and filters into SQL conditions. */
@NullMarked
package org.operationsgateway.gateway.store.filter;

import org.jspecify.annotations.NullMarked;
