/** PostgreSQL servers and databases for tests: shared, external, or restarted after a crash. */
@NullMarked
package org.operationsgateway.testkit.postgres;

import org.jspecify.annotations.NullMarked;
