/** The Kubernetes manifests, validated without a cluster. */
@NullMarked
package org.operationsgateway.gateway.delivery.kubernetes;

import org.jspecify.annotations.NullMarked;
