package org.operationsgateway.robustness.rollout;

import java.nio.file.Path;
import java.time.Duration;
import org.operationsgateway.testkit.proxy.ProxyProgram;

/**
 * The options of a rollout.
 *
 * @param configurations the folder of the configurations of proxies
 * @param previous the jar of the replicas that are replaced
 * @param gateway the jar of their successors
 * @param minReady the time for which a successor is ready before its predecessor is stopped
 * @param preStop the time from the removal of a replica from the proxy to SIGTERM
 * @param retry the average delay before a client reconnects
 * @param settling the maximum time from the last replacement to the end of all operation streams
 * @param folder the folder of the logs and the database
 */
record RolloutOptions(
        ProxyProgram proxy,
        Path configurations,
        Path previous,
        Path gateway,
        Duration minReady,
        Duration preStop,
        Duration retry,
        Duration settling,
        long seed,
        Path folder) {}
