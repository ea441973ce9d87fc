/** Publishes the revisions of each watched operation to its subscribers. */
@NullMarked
package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.NullMarked;
