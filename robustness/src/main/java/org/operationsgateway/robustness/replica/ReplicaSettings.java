package org.operationsgateway.robustness.replica;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.testkit.postgres.PostgresServer;

/**
 * The settings of all replicas of a run.
 *
 * @param jar the packaged gateway
 * @param defects the jar of the seeded defects; unused without a defect
 * @param defect the name of the seeded defect; null for none
 * @param signals whether the replicas send signals
 * @param retry the average delay before a client reconnects
 * @param database the server behind the proxies
 * @param folder the folder of the log files
 */
public record ReplicaSettings(
        Path jar,
        Path defects,
        @Nullable String defect,
        boolean signals,
        Duration retry,
        PostgresServer database,
        Path folder) {}
