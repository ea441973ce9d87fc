/** Seeded defects, to see that the robustness run finds them: each replaces a bean, or tampers with what is sent. */
@NullMarked
package org.operationsgateway.gateway.defect;

import org.jspecify.annotations.NullMarked;
