/** Reads JSON text strictly, once, and hands out its parts unparsed. */
@NullMarked
package org.operationsgateway.core.json;

import org.jspecify.annotations.NullMarked;
