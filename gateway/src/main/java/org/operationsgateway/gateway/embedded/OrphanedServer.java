package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that a gateway left running when it was killed, known by the process id in {@code postmaster.pid}.
 *
 * <p>After a reboot, or in a new container, that id may be another process's by now, which PostgreSQL takes for a
 * running server. The file goes only when the process is certainly not a PostgreSQL server; a dead one's file is left
 * to PostgreSQL, which then also looks at its shared memory.
 */
record OrphanedServer(DataFolder folder, ServerBinaries binaries) {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);

    /** Stops the server if it runs on this folder's data. */
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
                    "Stops the embedded PostgreSQL that an earlier gateway left running as process {}",
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

    /** Where the system does not tell the arguments, a PostgreSQL server with this id is this folder's. */
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
