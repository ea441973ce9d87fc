package org.operationsgateway.robustness.replica;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How replicas are run.
 *
 * @param jar the gateway
 * @param defects the jar of defects; looked at only if there is a defect
 * @param defect which seeded defect to run with; null for none
 * @param signals whether replicas send each other signals
 * @param databasePort where the database really is
 * @param folder where their logs go
 */
public record ReplicaSettings(
        Path jar, Path defects, @Nullable String defect, boolean signals, int databasePort, Path folder) {}
