/** Configures the event loops: those of the HTTP server and those of the database driver. */
@NullMarked
package org.operationsgateway.gateway.eventloop;

import org.jspecify.annotations.NullMarked;
