/** Compares the settings, the manifests, the README and the API documentation with the code. */
@NullMarked
package org.operationsgateway.gateway.delivery;

import org.jspecify.annotations.NullMarked;
