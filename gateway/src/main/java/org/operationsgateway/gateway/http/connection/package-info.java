/** Client connections: their number, and deadlines and memory for what is read before a request exists. */
@NullMarked
package org.operationsgateway.gateway.http.connection;

import org.jspecify.annotations.NullMarked;
