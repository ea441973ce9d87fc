/** Conversions between payloads and Java types. */
@NullMarked
package org.operationsgateway.client.payload;

import org.jspecify.annotations.NullMarked;
