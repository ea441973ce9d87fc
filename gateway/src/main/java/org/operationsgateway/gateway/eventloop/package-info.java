/** Owns the threads that read and write sockets: those of the clients, and those of the database. */
@NullMarked
package org.operationsgateway.gateway.eventloop;

import org.jspecify.annotations.NullMarked;
