/** The revocation of sessions and of entries of the settings, on all replicas. */
@NullMarked
package org.operationsgateway.gateway.security.revocation;

import org.jspecify.annotations.NullMarked;
