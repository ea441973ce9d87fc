/** The checks of requests: of grants, by foreign pages in browsers, and for unknown host names. */
@NullMarked
package org.operationsgateway.gateway.security;

import org.jspecify.annotations.NullMarked;
