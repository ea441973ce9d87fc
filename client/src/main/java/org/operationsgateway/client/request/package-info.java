/** The requests for operations, lists and histories. */
@NullMarked
package org.operationsgateway.client.request;

import org.jspecify.annotations.NullMarked;
