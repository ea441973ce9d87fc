/** Seeded defects that the robustness run must detect: each replaces a bean, or changes the bytes that are sent. */
@NullMarked
package org.operationsgateway.gateway.defect;

import org.jspecify.annotations.NullMarked;
