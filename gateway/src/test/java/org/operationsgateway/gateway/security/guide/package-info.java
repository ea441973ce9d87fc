/** The examples of docs/security.md, executed with an authorization server. */
@NullMarked
package org.operationsgateway.gateway.security.guide;

import org.jspecify.annotations.NullMarked;
