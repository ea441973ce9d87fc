/** The audit log of changes and refusals. */
@NullMarked
package org.operationsgateway.gateway.security.audit;

import org.jspecify.annotations.NullMarked;
