package org.operationsgateway.core.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.json.JsonValue;
import org.operationsgateway.core.filter.json.LazyJson;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Status;

/** The rules by which the standard progress is read from metadata, listed in {@code docs/progress.md}. */
final class ProgressReader {

    /** The limit on partial failures that are read; more are of no use to a person. */
    private static final int MAX_FAILURES = 1000;

    private static final String NESTED = "progress";

    private final MetadataFields metadata;
    /** The member {@code progress}, whose fields are read after those of the metadata itself. */
    private final MetadataFields nested;

    private ProgressReader(JsonValue root) {
        metadata = new MetadataFields(root);
        nested = new MetadataFields(Objects.requireNonNullElse(root.member(NESTED), root));
    }

    /** Reads the progress in metadata. */
    static Progress read(Any metadata) {
        return new ProgressReader(new LazyJson(metadata::json).root()).read();
    }

    private Progress read() {
        WorkUnits units = units();
        return new Progress(
                percent(units),
                units,
                metadata.text("statusMessage", "statusDetail"),
                metadata.text("stage", "state"),
                metadata.text("verb"),
                metadata.text("target"),
                firstNonNull(
                        metadata.time("startTime", "createTime", "submitTime"),
                        nested.time("startTime", "createTime", "submitTime")),
                firstNonNull(metadata.time("endTime"), nested.time("endTime")),
                failures());
    }

    private static <T> @Nullable T firstNonNull(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    private @Nullable WorkUnits units() {
        WorkUnits pair = WorkUnitFields.read(metadata.root());
        return pair == null ? WorkUnitFields.read(nested.root()) : pair;
    }

    private @Nullable Double percent(@Nullable WorkUnits units) {
        Double explicit = firstNonNull(
                metadata.percent("progressPercent", "progressPercentage"),
                nested.percent("progressPercent", "progressPercentage"));
        return explicit == null && units != null ? Double.valueOf(units.percent()) : explicit;
    }

    private List<Status> failures() {
        JsonValue list = metadata.value("partialFailures");
        List<Status> failures = new ArrayList<>();
        if (list instanceof JsonValue.Elements elements) {
            elements.elements().stream().limit(MAX_FAILURES).forEach(element -> addFailure(failures, element));
        }
        return failures;
    }

    private static void addFailure(List<Status> failures, JsonValue element) {
        MetadataFields fields = new MetadataFields(element);
        Long code = MetadataFields.wholeNumber(fields.value("code"));
        if (code != null && code != 0 && code == code.intValue()) {
            failures.add(
                    new Status(code.intValue(), Objects.requireNonNullElse(fields.text("message"), ""), List.of()));
        }
    }
}
