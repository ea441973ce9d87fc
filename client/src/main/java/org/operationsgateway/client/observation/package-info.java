/** Observations of requests by Micrometer. */
@NullMarked
package org.operationsgateway.client.observation;

import org.jspecify.annotations.NullMarked;
