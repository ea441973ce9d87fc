/** The workloads, one subcommand each. */
@NullMarked
package org.operationsgateway.bench.workload;

import org.jspecify.annotations.NullMarked;
