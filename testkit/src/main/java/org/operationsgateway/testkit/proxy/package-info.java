/** Processes of the HTTP proxies that Debian packages, in front of gateways. */
@NullMarked
package org.operationsgateway.testkit.proxy;

import org.jspecify.annotations.NullMarked;
