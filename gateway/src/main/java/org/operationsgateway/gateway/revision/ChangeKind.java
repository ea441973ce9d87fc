package org.operationsgateway.gateway.revision;

/** The kind of a log entry: the value of the column {@code operation_event.change}. */
public enum ChangeKind {

    /** A new state of the operation: its creation, an update, or its end. */
    CHANGED(0),
    /** A cancellation request. */
    CANCEL_REQUESTED(1),
    /** The deletion of the operation. */
    DELETED(2);

    private final int number;

    ChangeKind(int number) {
        this.number = number;
    }

    /**
     * Returns the kind with a database number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ChangeKind of(int number) {
        return switch (number) {
            case 0 -> CHANGED;
            case 1 -> CANCEL_REQUESTED;
            case 2 -> DELETED;
            default -> throw new IllegalArgumentException("Unknown kind of log entry: " + number);
        };
    }

    /** Returns the number in the database. */
    public int number() {
        return number;
    }
}
