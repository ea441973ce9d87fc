/** Seeded random faults of replicas, of the database, and of the network between them. */
@NullMarked
package org.operationsgateway.robustness.fault;

import org.jspecify.annotations.NullMarked;
