/** What a run recorded: what was written, delivered, broken, and what the database's log says. */
@NullMarked
package org.operationsgateway.robustness.history;

import org.jspecify.annotations.NullMarked;
