/** Signed texts for clients: the gateway reads what it has written itself, on any replica. */
@NullMarked
package org.operationsgateway.gateway.security.signed;

import org.jspecify.annotations.NullMarked;
