/** Tests of published client libraries against a gateway process. */
@NullMarked
package org.operationsgateway.gateway.client;

import org.jspecify.annotations.NullMarked;
