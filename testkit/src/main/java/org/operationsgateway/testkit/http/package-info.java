/** HTTP/1.1 clients: the requests of consumers and producers, and connections on which each byte is visible. */
@NullMarked
package org.operationsgateway.testkit.http;

import org.jspecify.annotations.NullMarked;
