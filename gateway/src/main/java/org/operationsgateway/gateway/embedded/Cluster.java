package org.operationsgateway.gateway.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.operationsgateway.gateway.database.DatabaseFailure;
import org.springframework.util.FileSystemUtils;

/**
 * The database cluster of the embedded server: the files that {@code initdb} creates, and their password.
 *
 * <p>Immutable.
 */
record Cluster(DataFolder folder, ServerBinaries binaries) {

    static final String USER = "gateway";

    /**
     * Creates the cluster if it does not exist.
     *
     * @throws DatabaseFailure if another major version wrote the cluster, or if {@code initdb} fails
     */
    void prepare() throws IOException {
        if (Files.exists(folder.cluster())) {
            requireVersion(
                    Files.readString(folder.cluster().resolve("PG_VERSION")).strip());
        } else {
            create();
        }
    }

    String password() throws IOException {
        return Files.readString(folder.password()).strip();
    }

    private void requireVersion(String major) throws IOException {
        String version = binaries.version();
        if (!version.startsWith(major + ".")) {
            throw new DatabaseFailure("The data in " + folder.root() + " was written by PostgreSQL " + major
                    + ", but this gateway brings PostgreSQL " + version + ": start the gateway that wrote it, or set"
                    + " gateway.embedded.data-directory to a new folder.");
        }
    }

    /** Renames the cluster when it is complete, so that an interrupted start is repeated. */
    private void create() throws IOException {
        Path partial = folder.root().resolve("cluster-partial");
        FileSystemUtils.deleteRecursively(partial);
        writePassword();
        int exit = binaries.run(
                folder.log(),
                "initdb",
                "-D",
                partial.toString(),
                "-U",
                USER,
                "--pwfile=" + folder.password(),
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-instructions");
        if (exit != 0) {
            throw ServerLog.failure("initialise", folder);
        }
        Files.move(partial, folder.cluster(), ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(folder.password());
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    folder.password(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(folder.password(), HexFormat.of().formatHex(random) + "\n");
    }
}
