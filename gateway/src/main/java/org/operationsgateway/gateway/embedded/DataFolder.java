package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.operationsgateway.gateway.database.DatabaseFailure;

/**
 * The folder of one embedded server, which contains its lock, binaries, cluster, password and log. Immutable.
 *
 * @param root the absolute path of the folder
 */
record DataFolder(Path root) {

    /**
     * Creates the folder if it does not exist.
     *
     * @throws DatabaseFailure if the folder has foreign content, or cannot be written
     */
    static DataFolder prepare(Path path) {
        DataFolder requested = new DataFolder(path.toAbsolutePath().normalize());
        try {
            DataFolder folder =
                    new DataFolder(Files.createDirectories(requested.root).toRealPath());
            folder.rejectForeignContent();
            return folder;
        } catch (IOException failure) {
            throw requested.notWritable(failure);
        }
    }

    Path lock() {
        return root.resolve("gateway.lock");
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path password() {
        return root.resolve("password");
    }

    Path log() {
        return root.resolve("server.log");
    }

    DatabaseFailure notWritable(IOException failure) {
        return new DatabaseFailure(
                "The folder " + root + " of the embedded database cannot be written ("
                        + failure.getClass().getSimpleName()
                        + ": " + failure.getMessage() + "): make it writable, set gateway.embedded.data-directory to"
                        + " another one, or set spring.r2dbc.url to a database.",
                failure);
    }

    private void rejectForeignContent() throws IOException {
        try (Stream<Path> content = Files.list(root)) {
            if (!Files.exists(lock()) && content.findAny().isPresent()) {
                throw new DatabaseFailure("The folder " + root + " is not empty and was not made by the gateway: set"
                        + " gateway.embedded.data-directory to an empty folder.");
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
