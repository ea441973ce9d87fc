/** Processes of the packaged gateway, for tests that start, stop and kill replicas. */
@NullMarked
package org.operationsgateway.testkit.process;

import org.jspecify.annotations.NullMarked;
