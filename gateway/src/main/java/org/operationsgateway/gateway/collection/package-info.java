/** Streams the operations of a collection and their changes. */
@NullMarked
package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.NullMarked;
