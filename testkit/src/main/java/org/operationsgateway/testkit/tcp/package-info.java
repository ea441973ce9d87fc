/** A proxy that breaks connections as a network does. */
@NullMarked
package org.operationsgateway.testkit.tcp;

import org.jspecify.annotations.NullMarked;
