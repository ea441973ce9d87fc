/** Runs replicas of the gateway as processes of their own. */
@NullMarked
package org.operationsgateway.robustness.replica;

import org.jspecify.annotations.NullMarked;
