package org.operationsgateway.core.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.wire.StatusJson;

/** The JSON form of a {@link Progress} as metadata. Absent fields are omitted. */
final class ProgressJson {

    private static final String TYPE = "type.googleapis.com/operationsgateway.v1.Progress";

    private ProgressJson() {}

    /** Writes a progress as a payload. */
    static Any write(Progress progress) {
        JsonBuilder json = JsonBuilder.object().string(Any.TYPE, TYPE);
        writeAmount(json, progress);
        writeText(json, "statusMessage", progress.message());
        writeText(json, "stage", progress.stage());
        writeText(json, "verb", progress.verb());
        writeText(json, "target", progress.target());
        writeTime(json, "startTime", progress.startTime());
        writeTime(json, "endTime", progress.endTime());
        writeFailures(json, progress.partialFailures());
        return new Any(TYPE, json.build());
    }

    private static void writeAmount(JsonBuilder json, Progress progress) {
        if (progress.percent() != null) {
            json.raw("progressPercent", number(progress.percent()));
        }
        WorkUnits units = progress.units();
        if (units != null) {
            json.number("completedUnits", units.completed()).number("totalUnits", units.total());
        }
    }

    /** Returns a whole number without its fraction, which readers of an integer field would refuse. */
    private static String number(double percent) {
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    private static void writeText(JsonBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.string(name, value);
        }
    }

    private static void writeTime(JsonBuilder json, String name, @Nullable Instant value) {
        writeText(json, name, value == null ? null : value.toString());
    }

    private static void writeFailures(JsonBuilder json, List<Status> failures) {
        if (!failures.isEmpty()) {
            json.beginArray("partialFailures");
            failures.forEach(failure -> json.element(StatusJson.write(failure)));
            json.endArray();
        }
    }
}
