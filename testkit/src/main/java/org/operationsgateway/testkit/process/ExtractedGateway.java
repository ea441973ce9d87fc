package org.operationsgateway.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A packaged gateway as the image contains it: its libraries beside a small jar, and an AOT cache (JEP 514), with which
 * it starts in a part of the time. Immutable.
 *
 * @param folder the folder of the jar and of {@code lib}
 * @param name the name of the jar
 */
record ExtractedGateway(Path folder, String name) {

    private static final int FIRST_JAVA_WITH_CACHE = 25;
    private static final long EXTRACTION_SECONDS = 60;
    private static final String STAMP = "complete";

    private static final Map<Path, ExtractedGateway> EXTRACTED = new ConcurrentHashMap<>();

    /** Returns whether this JVM can create and use a cache. */
    static boolean isSupported() {
        return Runtime.version().feature() >= FIRST_JAVA_WITH_CACHE;
    }

    /** Returns the gateway that is extracted beside a jar. Extracts it unless that has been done for this jar. */
    static ExtractedGateway of(Path jar) {
        return EXTRACTED.computeIfAbsent(jar.toAbsolutePath(), ExtractedGateway::extracted);
    }

    private static ExtractedGateway extracted(Path jar) {
        String name = jar.getFileName().toString();
        // One folder for each jar: two versions may be side by side.
        Path folder = jar.resolveSibling(name + ".extracted");
        ExtractedGateway gateway = new ExtractedGateway(folder, name);
        Path lock = folder.resolveSibling(name + ".lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Until the channel is closed. Another build may use the same jar.
            file.lock();
            String stamp = hash(jar) + " " + Runtime.version();
            if (!gateway.hasStamp(stamp)) {
                deleteFolder(folder);
                gateway.extract(jar);
                gateway.train();
                Files.writeString(folder.resolve(STAMP), stamp);
            }
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time of a jar is the same for all builds, and its size may be. */
    private static String hash(Path jar) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean hasStamp(String expected) throws IOException {
        Path stamp = folder.resolve(STAMP);
        return Files.exists(stamp) && Files.readString(stamp, UTF_8).equals(expected);
    }

    /** Returns the command that starts it with its cache. */
    GatewayCommand command() {
        return GatewayCommand.withoutCache(jar()).withJvmOptions("-XX:AOTCache=" + cache());
    }

    private Path jar() {
        return folder.resolve(name);
    }

    private Path cache() {
        return folder.resolve("gateway.aot");
    }

    private void extract(Path packaged) throws IOException {
        List<String> command = GatewayCommand.withoutCache(packaged)
                .withJvmOptions("-Djarmode=tools")
                .toList("extract", "--destination", folder.toString());
        Path log = folder.resolveSibling(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            if (!process.waitFor(EXTRACTION_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("The jar was not extracted: see " + log + ".");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the gateway once, with requests of each kind, and lets its JVM write the cache when it ends. */
    private void train() throws IOException {
        TrainingRun.run(GatewayCommand.withoutCache(jar()).withJvmOptions("-XX:AOTCacheOutput=" + cache()));
        if (!Files.exists(cache())) {
            throw new IOException("The JVM has written no cache: " + cache() + ".");
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
