package org.operationsgateway.robustness.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.operationsgateway.testkit.postgres.PostgresServer;

/**
 * A copy of the data directory of a running server: a base backup by the functions of the server.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">PostgreSQL,
 *     Making a Base Backup Using the Low Level API</a>
 */
final class ServerCopy {

    private static final String WAL = "pg_wal";
    /** The files of the running processes. */
    private static final Set<String> LOCK_FILES = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private ServerCopy() {}

    /** Copies a data directory to a new folder. A server that starts on the copy continues from its moment. */
    static void create(PostgresServer server, Path from, Path to) throws IOException, SQLException {
        try (Connection connection = server.defaultDatabase().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('copy', true)");
            copy(from, to);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(to.resolve("backup_label"), label.getString(1));
            }
            // Again, since the copy is consistent only with the log up to the end of the backup.
            copy(from.resolve(WAL), to.resolve(WAL));
        }
    }

    /** Makes a copy a standby, which streams from a server on a port of this machine. */
    static void makeStandby(Path copy, int primaryPort) throws IOException {
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primaryPort + " user=postgres'\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder).toString());
                if (!Files.exists(target)) {
                    Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LOCK_FILES.contains(String.valueOf(file.getFileName()))) {
                    copyFile(file, to.resolve(from.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void copyFile(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException removed) {
            // The server has removed the file, and its log contains that.
        }
    }
}
