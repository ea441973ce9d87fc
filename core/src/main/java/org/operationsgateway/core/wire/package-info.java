/** The JSON of requests and responses: parsers of bodies, and conversions between JSON and the model. */
@NullMarked
package org.operationsgateway.core.wire;

import org.jspecify.annotations.NullMarked;
