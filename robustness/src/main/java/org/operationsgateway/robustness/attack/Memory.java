package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.operationsgateway.testkit.process.GatewayProcess;

/** The memory that a gateway holds: objects that are reachable, and what the budget counts. */
record Memory(GatewayProcess gateway) {

    /** Returns the size after a collection, in bytes. */
    long bytes() throws IOException, InterruptedException {
        return liveHeap() + counted();
    }

    private long counted() {
        return gateway.api()
                .get("/actuator/prometheus", "Authorization", "Bearer " + Keys.MONITOR)
                .body()
                .lines()
                .filter(line -> line.startsWith("gateway_memory_used_bytes{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long liveHeap() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(List.of(jcmd, Long.toString(gateway.pid()), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(text);
        }
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Total "))
                .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[2]))
                .findFirst()
                .orElseThrow();
    }
}
