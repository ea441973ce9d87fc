/** The robustness run: random traffic to several replicas while faults are injected, and a check of all promises. */
@NullMarked
package org.operationsgateway.robustness;

import org.jspecify.annotations.NullMarked;
