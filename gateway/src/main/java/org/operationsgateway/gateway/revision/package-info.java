/** Committed revisions of operations, their ids and their log. */
@NullMarked
package org.operationsgateway.gateway.revision;

import org.jspecify.annotations.NullMarked;
