/** The stored operations of each caller that creates them. */
@NullMarked
package org.operationsgateway.gateway.store.creator;

import org.jspecify.annotations.NullMarked;
