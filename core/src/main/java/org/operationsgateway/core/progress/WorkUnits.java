package org.operationsgateway.core.progress;

/**
 * The amount of work, in units that the producer chooses. Immutable.
 *
 * @param completed not negative; may exceed the total, which can be an estimate
 * @param total greater than 0
 */
public record WorkUnits(long completed, long total) {

    /** Creates an amount; fails with {@link IllegalArgumentException} if it is not in the ranges above. */
    public WorkUnits {
        if (completed < 0 || total <= 0) {
            throw new IllegalArgumentException("Not an amount of work: " + completed + " of " + total);
        }
    }

    /** Returns the completed part, from 0 to 100. */
    public double percent() {
        return Math.min(100, 100.0 * completed / total);
    }
}
