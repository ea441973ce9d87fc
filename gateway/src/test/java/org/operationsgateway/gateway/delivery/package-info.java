/** Holds what stands around the code against the code: the settings, the manifests and the README. */
@NullMarked
package org.operationsgateway.gateway.delivery;

import org.jspecify.annotations.NullMarked;
