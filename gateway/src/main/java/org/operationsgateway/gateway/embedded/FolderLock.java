package org.operationsgateway.gateway.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.database.DatabaseFailure;

/**
 * An exclusive lock on a data folder, held by one process. The operating system releases the lock when the process
 * ends. The lock file is never deleted, because a deleted file can be locked twice.
 */
final class FolderLock {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Acquires the lock without blocking.
     *
     * @throws DatabaseFailure if another gateway holds the lock, or the folder cannot be written
     */
    static FolderLock acquire(DataFolder folder) {
        try {
            FileChannel channel = FileChannel.open(folder.lock(), CREATE, READ, WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DatabaseFailure("Another gateway uses the embedded database in " + folder.root()
                        + ": stop it, set gateway.embedded.data-directory to another folder, or set"
                        + " spring.r2dbc.url of both to one database.");
            }
            return new FolderLock(channel);
        } catch (IOException failure) {
            throw folder.notWritable(failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
