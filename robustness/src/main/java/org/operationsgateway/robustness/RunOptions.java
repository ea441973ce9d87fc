package org.operationsgateway.robustness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.fault.FaultKind;

/**
 * What a run is to be like.
 *
 * @param duration how long faults are injected
 * @param seed decides traffic and faults, as far as anything can
 * @param defect which seeded defect to run with; null for none
 * @param signals whether replicas send each other signals
 * @param collections whether collections are streamed too
 * @param faults which kinds to inject
 * @param isolation how late a subscriber may be served while another stalls
 * @param drain how long a replica may take to stop
 * @param settling how long everything may take to come to rest after the faults
 * @param gateway the gateway's jar
 * @param defects the jar of defects
 * @param folder where logs and the database go
 */
record RunOptions(
        Duration duration,
        long seed,
        @Nullable String defect,
        boolean signals,
        boolean collections,
        Set<FaultKind> faults,
        Duration isolation,
        Duration drain,
        Duration settling,
        Path gateway,
        Path defects,
        Path folder) {

    private String list() {
        return faults.stream().map(FaultKind::name).collect(Collectors.joining(","));
    }

    /** The command that runs the same again. */
    String command() {
        return "robustness/run --duration " + duration.toSeconds() + "s --seed " + seed
                + (defect == null ? "" : " --defect " + defect)
                + (signals ? "" : " --no-signals")
                + (collections ? " --collections" : "")
                + (faults.equals(EnumSet.allOf(FaultKind.class)) ? "" : " --faults " + list());
    }
}
