/** Certificates that are generated for a test, and TLS for clients that have none. */
@NullMarked
package org.operationsgateway.testkit.tls;

import org.jspecify.annotations.NullMarked;
