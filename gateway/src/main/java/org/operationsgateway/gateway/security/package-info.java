/** The checks of who sends a request: foreign pages in browsers, and unknown names of the gateway. */
@NullMarked
package org.operationsgateway.gateway.security;

import org.jspecify.annotations.NullMarked;
