/** Ports for the servers of tests. */
@NullMarked
package org.operationsgateway.testkit.port;

import org.jspecify.annotations.NullMarked;
