/** Tests that run the whole application, in the JVM of the tests, on a PostgreSQL server. */
@NullMarked
package org.operationsgateway.gateway.running;

import org.jspecify.annotations.NullMarked;
