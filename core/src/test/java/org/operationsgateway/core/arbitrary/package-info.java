/** Generators for property tests: JSON texts, payloads, statuses, names and operations. */
@NullMarked
package org.operationsgateway.core.arbitrary;

import org.jspecify.annotations.NullMarked;
