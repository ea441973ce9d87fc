/** How each kind of server is spoken to. */
@NullMarked
package org.operationsgateway.bench.peer;

import org.jspecify.annotations.NullMarked;
