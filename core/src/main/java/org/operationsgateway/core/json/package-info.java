/** A strict parser of JSON text, which keeps payloads as text, and a builder of compact JSON text. */
@NullMarked
package org.operationsgateway.core.json;

import org.jspecify.annotations.NullMarked;
