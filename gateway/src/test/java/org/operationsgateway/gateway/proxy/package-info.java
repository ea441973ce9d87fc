/** Tests of HTTP proxies between clients and a gateway process. */
@NullMarked
package org.operationsgateway.gateway.proxy;

import org.jspecify.annotations.NullMarked;
