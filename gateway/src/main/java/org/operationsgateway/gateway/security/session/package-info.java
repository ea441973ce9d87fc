/** Sessions: signed cookies for the pages that the gateway serves itself. */
@NullMarked
package org.operationsgateway.gateway.security.session;

import org.jspecify.annotations.NullMarked;
