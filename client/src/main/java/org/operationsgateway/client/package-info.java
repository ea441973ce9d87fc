/** The entry point: a reactive client of a gateway. */
@NullMarked
package org.operationsgateway.client;

import org.jspecify.annotations.NullMarked;
