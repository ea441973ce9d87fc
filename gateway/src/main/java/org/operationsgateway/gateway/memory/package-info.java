/** The budget of bytes for what is read from clients and for what waits to be written to them. */
@NullMarked
package org.operationsgateway.gateway.memory;

import org.jspecify.annotations.NullMarked;
