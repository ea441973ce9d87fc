/** The callers of requests, and the verification of their credentials. */
@NullMarked
package org.operationsgateway.gateway.security.caller;

import org.jspecify.annotations.NullMarked;
