/** The stored revocations of sessions. */
@NullMarked
package org.operationsgateway.gateway.store.revocation;

import org.jspecify.annotations.NullMarked;
