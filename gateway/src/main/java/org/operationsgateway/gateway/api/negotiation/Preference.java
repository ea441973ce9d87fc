package org.operationsgateway.gateway.api.negotiation;

/**
 * The preference of a client for one representation: the most specific media range that contains it. Immutable.
 *
 * @param specificity {@link #EXACT}, {@link #ANY_SUBTYPE}, {@link #ANY_TYPE}, or 0 if no range contains it
 * @param weight from 0, which excludes it, to 1
 * @param position the number of ranges before that one
 */
record Preference(int specificity, double weight, int position) {

    static final int ANY_TYPE = 1;
    static final int ANY_SUBTYPE = 2;
    static final int EXACT = 3;
    /** The preference for a representation that no range contains. */
    static final Preference NONE = new Preference(0, 0, Integer.MAX_VALUE);

    /** Returns whether the client accepts the representation. */
    boolean isAccepted() {
        return weight > 0;
    }

    /** Returns whether the range has the type in front of the slash. */
    boolean isNamed() {
        return specificity >= ANY_SUBTYPE;
    }

    /** Returns whether this preference determines the weight; the first of two equally specific ranges does. */
    boolean overrides(Preference other) {
        return specificity > other.specificity;
    }

    /**
     * Returns whether this representation is preferred: by its weight, otherwise by a range with its type, otherwise by
     * its position.
     */
    boolean isBefore(Preference other) {
        if (weight != other.weight) {
            return weight > other.weight;
        }
        return isNamed() == other.isNamed() ? position < other.position : isNamed();
    }
}
