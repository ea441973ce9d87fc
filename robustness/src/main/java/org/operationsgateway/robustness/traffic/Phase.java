package org.operationsgateway.robustness.traffic;

/** How far the run is. Only ever goes on. */
public final class Phase {

    private enum Step {
        LOAD,
        SETTLING,
        OVER
    }

    private volatile Step step = Step.LOAD;

    /** Whether producers begin new operations, and subscribers leave on a whim. */
    public boolean load() {
        return step == Step.LOAD;
    }

    /** Whether everybody should go home. */
    public boolean over() {
        return step == Step.OVER;
    }

    /** What was begun is ended; nothing new begins. */
    public void settle() {
        step = Step.SETTLING;
    }

    /** Nobody waits any longer. */
    public void end() {
        step = Step.OVER;
    }
}
