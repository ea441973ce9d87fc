package org.operationsgateway.bench.workload;

/**
 * The default values of the options of a streaming workload.
 *
 * @param rate the number of updates per second; 0 for a closed loop
 */
record WorkloadDefaults(int subscribers, int operations, int producers, double rate) {}
