package org.operationsgateway.gateway.database.condition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes in memory, which a test can fill and free. Requires root on Linux. */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTE = 1024 * 1024;

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /** Mounts a disk in an empty folder, or skips the test where that is not permitted. */
    static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "The test may not mount a file system");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Fills the disk, except for some megabytes. */
    void fill(int freeMegabytes) throws IOException {
        FileStore store = Files.getFileStore(folder);
        byte[] block = new byte[MEGABYTE];
        try (OutputStream file = Files.newOutputStream(filler)) {
            while (store.getUsableSpace() >= (freeMegabytes + 1L) * MEGABYTE) {
                file.write(block);
            }
        }
    }

    /** Frees the space that {@link #fill} has taken. */
    void free() throws IOException {
        Files.delete(filler);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            // Lazily: the last processes of a server may still be ending.
            run("umount", "--lazy", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
