/** Streams that resume after any interruption. */
@NullMarked
package org.operationsgateway.client.stream;

import org.jspecify.annotations.NullMarked;
