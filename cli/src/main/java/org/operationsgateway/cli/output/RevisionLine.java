package org.operationsgateway.cli.output;

import java.time.temporal.ChronoUnit;
import org.operationsgateway.cli.progress.OperationSummary;
import org.operationsgateway.client.event.OperationRevision;

/** The text of an entry of a history. */
public final class RevisionLine {

    private RevisionLine() {}

    /** Returns the number, the time in UTC to a second, and the state in one line. */
    public static String of(OperationRevision revision) {
        OperationSummary summary = OperationSummary.of(revision.operation(), revision.time());
        return revision.number() + "  " + revision.time().truncatedTo(ChronoUnit.SECONDS) + "  "
                + SummaryLine.plain(summary);
    }
}
