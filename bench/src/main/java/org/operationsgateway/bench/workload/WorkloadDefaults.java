package org.operationsgateway.bench.workload;

/**
 * How much of everything.
 *
 * @param rate messages a second; 0 for a closed loop
 */
record WorkloadDefaults(int subscribers, int operations, int producers, double rate) {}
