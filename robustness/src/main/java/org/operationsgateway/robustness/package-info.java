/** The robustness run: random traffic against several replicas while faults are injected. */
@NullMarked
package org.operationsgateway.robustness;

import org.jspecify.annotations.NullMarked;
