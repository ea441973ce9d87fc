/** The producer's side of an operation. */
@NullMarked
package org.operationsgateway.client.produce;

import org.jspecify.annotations.NullMarked;
