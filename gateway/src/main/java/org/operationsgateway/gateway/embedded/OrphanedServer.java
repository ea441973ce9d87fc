package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is still running after its gateway was killed, identified by the process id in {@code postmaster.pid}.
 * Immutable.
 *
 * <p>After a reboot, or in a new container, another process may have this id, and PostgreSQL would refuse to start. The
 * file is deleted only if the process is certainly not a PostgreSQL server. If there is no such process, PostgreSQL
 * replaces the file, after a check of the shared memory.
 */
record OrphanedServer(DataFolder folder, ServerBinaries binaries) {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);

    /** Stops the server if it runs on the data of this folder. */
    void stop() throws IOException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return;
        }
        ProcessHandle.Info info = process.get().info();
        if (info.command().isPresent() && !isPostgres(info.command().get())) {
            Files.delete(pidFile());
        } else if (servesThisFolder(info)) {
            LOG.info(
                    "Stopping the embedded PostgreSQL of a killed gateway, process {}",
                    process.get().pid());
            stopServer();
        }
    }

    private void stopServer() throws IOException {
        if (binaries.run(folder.log(), "pg_ctl", "-D", folder.cluster().toString(), "-m", "fast", "-w", "stop") != 0
                && process().isPresent()) {
            throw ServerLog.failure("stop", folder);
        }
    }

    private Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile());
        String pid = lines.isEmpty() ? "" : lines.getFirst().strip();
        return pid.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    /** If the arguments are not available, a PostgreSQL process with this id is assumed to serve this folder. */
    private boolean servesThisFolder(ProcessHandle.Info info) {
        return info.arguments()
                .map(arguments -> List.of(arguments).contains(folder.cluster().toString()))
                .orElse(info.command().isPresent());
    }

    private static boolean isPostgres(String command) {
        return Path.of(command).getFileName().toString().startsWith("postgres");
    }

    private Path pidFile() {
        return folder.cluster().resolve("postmaster.pid");
    }
}
