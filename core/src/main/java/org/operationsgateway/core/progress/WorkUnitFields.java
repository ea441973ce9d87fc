package org.operationsgateway.core.progress;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.json.JsonValue;

/**
 * The pairs of members that state an amount of work, such as {@code completedUnits} and {@code totalUnits}.
 *
 * <p>The unit in the names is arbitrary. If an object has several pairs, {@code Units} has precedence, and then the
 * first unit in alphabetical order, so that the choice does not depend on the order of the members.
 */
final class WorkUnitFields {

    private static final String TOTAL = "total";
    private static final List<String> COMPLETED = List.of("completed", "processed", "translated", "finished");
    private static final String PREFERRED_UNIT = "Units";

    private WorkUnitFields() {}

    /** Reads the amount of work in an object; null if it has no pair. */
    static @Nullable WorkUnits read(JsonValue object) {
        WorkUnits work = pair(object.member("workCompleted"), object.member("workTotal"));
        if (work != null || !(object instanceof JsonValue.Members members)) {
            return work;
        }
        WorkUnits preferred = pairOf(members, PREFERRED_UNIT);
        return preferred != null ? preferred : firstPair(members);
    }

    private static @Nullable WorkUnits firstPair(JsonValue.Members members) {
        return members.values().keySet().stream()
                .filter(name -> name.startsWith(TOTAL) && name.length() > TOTAL.length())
                .sorted()
                .map(name -> pairOf(members, name.substring(TOTAL.length())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable WorkUnits pairOf(JsonValue.Members members, String unit) {
        JsonValue total = members.member(TOTAL + unit);
        for (String prefix : COMPLETED) {
            WorkUnits pair = pair(members.member(prefix + unit), total);
            if (pair != null) {
                return pair;
            }
        }
        return null;
    }

    private static @Nullable WorkUnits pair(@Nullable JsonValue completed, @Nullable JsonValue total) {
        Long done = MetadataFields.wholeNumber(completed);
        Long all = MetadataFields.wholeNumber(total);
        return done != null && all != null && done >= 0 && all > 0 ? new WorkUnits(done, all) : null;
    }
}
