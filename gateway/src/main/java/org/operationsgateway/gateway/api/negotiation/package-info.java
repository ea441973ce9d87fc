/** Content negotiation: the choice between JSON and the stream formats, and between a state and no content. */
@NullMarked
package org.operationsgateway.gateway.api.negotiation;

import org.jspecify.annotations.NullMarked;
