package org.operationsgateway.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The live heap of a JVM of the same user, measured by class histograms after full collections. */
public record LiveHeap(long pid) {

    /** The objects that finalizers and reference queues hold are collected only by a later collection. */
    private static final int COLLECTIONS = 3;

    /** Returns the size of all reachable objects, in bytes. */
    public long bytes() throws IOException, InterruptedException {
        long bytes = 0;
        for (int i = 0; i < COLLECTIONS; i++) {
            bytes = total(histogram());
        }
        return bytes;
    }

    private String histogram() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(text);
        }
        return text;
    }

    /** Returns the bytes of the line {@code Total <instances> <bytes>}. */
    static long total(String histogram) {
        return histogram
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Total "))
                .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[2]))
                .findFirst()
                .orElseThrow();
    }
}
