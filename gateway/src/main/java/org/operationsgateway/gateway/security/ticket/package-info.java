/** Tickets: signed texts for browsers, which open one stream each. */
@NullMarked
package org.operationsgateway.gateway.security.ticket;

import org.jspecify.annotations.NullMarked;
