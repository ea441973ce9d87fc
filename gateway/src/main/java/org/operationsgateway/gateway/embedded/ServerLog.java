package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.operationsgateway.gateway.database.DatabaseFailure;

/** The log of the server and its programs, read after a failure of one of them. */
final class ServerLog {

    private ServerLog() {}

    static DatabaseFailure failure(String verb, DataFolder folder) throws IOException {
        return new DatabaseFailure("The embedded database in " + folder.root() + " did not " + verb + " ("
                + reason(Files.readAllLines(folder.log())) + "): correct this, the complete log is in " + folder.log()
                + ", or set spring.r2dbc.url to another database.");
    }

    static boolean reportsPortInUse(DataFolder folder) throws IOException {
        return Files.readString(folder.log()).contains("could not bind ");
    }

    /** Returns the last error line, else the last line. */
    private static String reason(List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "the log is empty" : lines.getLast());
    }
}
