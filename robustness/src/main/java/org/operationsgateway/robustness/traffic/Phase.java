package org.operationsgateway.robustness.traffic;

/** The phase of a run: load, then settling, then over. Thread-safe. */
public final class Phase {

    private enum Step {
        LOAD,
        SETTLING,
        OVER
    }

    private volatile Step step = Step.LOAD;

    /** Returns whether producers start new operations, and subscribers disconnect at random. */
    public boolean isLoad() {
        return step == Step.LOAD;
    }

    /** Returns whether producers and subscribers stop. */
    public boolean isOver() {
        return step == Step.OVER;
    }

    /** Ends the load. Producers complete their operations. */
    public void settle() {
        step = Step.SETTLING;
    }

    /** Ends the run. */
    public void end() {
        step = Step.OVER;
    }
}
