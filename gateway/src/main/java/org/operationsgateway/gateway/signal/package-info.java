/** Tells replicas of each other's changes, and finds those that nobody told. */
@NullMarked
package org.operationsgateway.gateway.signal;

import org.jspecify.annotations.NullMarked;
