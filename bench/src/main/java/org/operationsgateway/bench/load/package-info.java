/** Opens many connections on one event loop, sends at a rate, and accounts for what arrives. */
@NullMarked
package org.operationsgateway.bench.load;

import org.jspecify.annotations.NullMarked;
