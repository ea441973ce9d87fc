/** Streams the changes of whole collections. */
@NullMarked
package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.NullMarked;
