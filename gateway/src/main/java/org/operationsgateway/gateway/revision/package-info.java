/** Committed revisions of operations: their ids, their log and their listeners. */
@NullMarked
package org.operationsgateway.gateway.revision;

import org.jspecify.annotations.NullMarked;
