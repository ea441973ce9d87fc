/** The replacement of all replicas behind a proxy, one after the other, as a Deployment of Kubernetes does it. */
@NullMarked
package org.operationsgateway.robustness.rollout;

import org.jspecify.annotations.NullMarked;
