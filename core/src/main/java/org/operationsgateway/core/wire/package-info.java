/** The flat JSON of the Operations API, to and from the model. */
@NullMarked
package org.operationsgateway.core.wire;

import org.jspecify.annotations.NullMarked;
