package org.operationsgateway.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes of a server on Linux, with their CPU time and memory. A process that has ended counts as 0. */
public record ServerProcesses(List<Long> pids) {

    /** USER_HZ, the unit of the times in {@code /proc}. */
    private static final double TICKS_PER_SECOND = 100;

    /** Copies the list. */
    public ServerProcesses {
        pids = List.copyOf(pids);
    }

    /** Returns the CPU time since the processes started, in seconds. */
    public double cpuSeconds() {
        return pids.stream().mapToLong(ServerProcesses::ticks).sum() / TICKS_PER_SECOND;
    }

    /** Returns the resident memory, in KiB. */
    public long residentKib() {
        return pids.stream().mapToLong(ServerProcesses::resident).sum();
    }

    private static long ticks(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // The second field, the name of the program, may contain spaces and parentheses. Fields 14 and 15 are the
        // times.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }

    private static long resident(long pid) {
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
