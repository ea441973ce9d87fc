/** Has the clients that people use, as they are published, talk to running gateways. */
@NullMarked
package org.operationsgateway.gateway.client;

import org.jspecify.annotations.NullMarked;
