/** Fans the log of each watched operation out to its subscribers. */
@NullMarked
package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.NullMarked;
