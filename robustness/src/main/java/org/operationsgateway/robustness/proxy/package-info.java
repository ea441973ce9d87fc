/** Stands between a replica and the database, and breaks what goes through. */
@NullMarked
package org.operationsgateway.robustness.proxy;

import org.jspecify.annotations.NullMarked;
