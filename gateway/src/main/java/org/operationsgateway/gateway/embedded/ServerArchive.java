package org.operationsgateway.gateway.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The archive with the PostgreSQL programs for this platform, a resource on the class path. */
final class ServerArchive {

    private static final String PREFIX = "binaries-";

    private ServerArchive() {}

    /** Unpacks the programs if this version is not unpacked yet, and deletes other versions. */
    static ServerBinaries unpack(DataFolder folder) throws IOException {
        byte[] archive = archive();
        Path target = folder.root().resolve(PREFIX + fingerprint(archive));
        if (!Files.exists(target)) {
            Path partial = folder.root().resolve(PREFIX + "partial");
            deleteOthers(folder.root());
            extract(archive, partial);
            Files.move(partial, target, ATOMIC_MOVE);
        }
        return new ServerBinaries(target);
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.startsWith("windows") ? "Windows" : system.startsWith("mac") ? "Darwin" : "Linux";
        String architecture = System.getProperty("os.arch");
        try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                name, architecture.equals("amd64") ? "x86_64" : architecture)) {
            return stream.readAllBytes();
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void deleteOthers(Path root) throws IOException {
        try (Stream<Path> others = Files.list(root)) {
            for (Path other : others.filter(
                            path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + path + " executable");
            }
        }
    }
}
