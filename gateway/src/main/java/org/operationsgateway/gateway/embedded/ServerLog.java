package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.operationsgateway.gateway.database.DatabaseFailure;

/** What the server and its programs wrote, read when one of them failed. */
final class ServerLog {

    private ServerLog() {}

    static DatabaseFailure failure(String verb, DataFolder folder) throws IOException {
        return new DatabaseFailure("The embedded database in " + folder.root() + " did not " + verb + " ("
                + reason(Files.readAllLines(folder.log())) + "): correct that, the whole log is in " + folder.log()
                + ", or set spring.r2dbc.url to a database of your own.");
    }

    static boolean saysPortIsTaken(DataFolder folder) throws IOException {
        return Files.readString(folder.log()).contains("could not bind ");
    }

    /** The last complaint of the server, else of a program, else the last line. */
    private static String reason(List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }
}
