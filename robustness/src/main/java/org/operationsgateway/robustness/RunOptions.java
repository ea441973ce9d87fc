package org.operationsgateway.robustness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.fault.FaultKind;

/**
 * The options of a run.
 *
 * @param duration the time in which faults are injected
 * @param seed the seed of the traffic and the faults; their timing still varies
 * @param defect the seeded defect of the replicas; null for none
 * @param signals whether the replicas send signals to each other
 * @param collections whether collections are streamed too
 * @param bigTable the number of done operations that are in the database from the start
 * @param faults the kinds of faults to inject
 * @param isolation the maximum delay of an event while another reader stalls
 * @param drain the maximum time from SIGTERM to the exit of a replica
 * @param settling the maximum time from the last fault to the end of all operation streams
 * @param gateway the jar of the gateway
 * @param defects the jar of the defects
 * @param folder the folder of the logs and the database
 */
record RunOptions(
        Duration duration,
        long seed,
        @Nullable String defect,
        boolean signals,
        boolean collections,
        int bigTable,
        Set<FaultKind> faults,
        Duration isolation,
        Duration drain,
        Duration settling,
        Path gateway,
        Path defects,
        Path folder) {

    /** Returns the command that repeats the run. */
    String command() {
        return "robustness/run --duration " + duration.toSeconds() + "s --seed " + seed
                + (defect == null ? "" : " --defect " + defect)
                + (signals ? "" : " --no-signals")
                + (collections ? " --collections" : "")
                + " --big-table " + bigTable
                + (faults.equals(EnumSet.allOf(FaultKind.class)) ? "" : " --faults " + faultNames());
    }

    private String faultNames() {
        return faults.stream().map(FaultKind::name).collect(Collectors.joining(","));
    }
}
