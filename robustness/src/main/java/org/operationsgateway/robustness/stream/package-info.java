/** Reads an event stream as a native client does, byte by byte. */
@NullMarked
package org.operationsgateway.robustness.stream;

import org.jspecify.annotations.NullMarked;
