package org.operationsgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the AOT cache that the first run creates: by a script in the place of Java, and by the JVM. */
class AotCacheIT {

    private static final int TIMEOUT_SECONDS = 120;

    /** Records its arguments. Creates a cache when the file "go" exists, or fails if the file "fail" does. */
    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >>"$TEST_FOLDER/calls"
            for argument; do
              case $argument in
                -XX:AOTCacheOutput=*)
                  until [ -e "$TEST_FOLDER/go" ]; do sleep 0.02; done
                  [ ! -e "$TEST_FOLDER/fail" ] || exit 1
                  echo cache >"${argument#*=}"
                  ;;
              esac
            done
            """;

    @TempDir
    Path folder;

    private Path caches;

    @BeforeEach
    void createJava() throws IOException {
        caches = folder.resolve("caches/operations");
        Path java = folder.resolve("java/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void twoFirstRunsAtOnceCreateTheCacheOnce() throws Exception {
        try (Program first = start(folder.resolve("java"));
                Program second = start(folder.resolve("java"))) {
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
        }
        await(calls -> count(calls, "AOTCacheOutput") == 1);
        Files.createFile(folder.resolve("go"));
        awaitFiles(1);

        try (Program third = start(folder.resolve("java"))) {
            assertThat(third.exitCode()).isZero();
        }
        await(calls -> calls.lines().toList().getLast().contains("-XX:AOTCache=" + caches));
        assertThat(count(calls(), "AOTCacheOutput")).isEqualTo(1);
    }

    @Test
    void aFailedCreationLeavesNothingAndIsRepeated() throws Exception {
        Files.createFile(folder.resolve("fail"));
        Files.createFile(folder.resolve("go"));
        for (int run = 1; run <= 2; run++) {
            int runs = run;
            try (Program program = start(folder.resolve("java"))) {
                assertThat(program.exitCode()).isZero();
            }
            await(calls -> count(calls, "AOTCacheOutput") == runs);
            awaitFiles(0);
        }
    }

    @Test
    @EnabledForJreRange(minVersion = 25)
    void aBrokenCacheIsNotFatal() throws Exception {
        Path java = Path.of(System.getProperty("java.home"));
        assertVersionIsPrinted(java);
        awaitFiles(1);
        Path cache = files().getFirst();
        byte[] whole = Files.readAllBytes(cache);
        assertVersionIsPrinted(java);

        Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
        assertVersionIsPrinted(java);
        Files.write(cache, new byte[whole.length]);
        assertVersionIsPrinted(java);
        Files.write(cache, "no cache".getBytes(UTF_8));
        assertVersionIsPrinted(java);
        Files.write(cache, new byte[0]);
        assertVersionIsPrinted(java);
    }

    private void assertVersionIsPrinted(Path java) throws Exception {
        try (Program program = start(java)) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).startsWith("operations ");
            assertThat(program.err()).isEmpty();
        }
    }

    private Program start(Path javaHome) throws IOException {
        ProcessBuilder builder = Program.builder(1, List.of(Program.file().toString(), "--version"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("OPERATIONS_AOT_CACHE", "on");
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        builder.environment().put("TEST_FOLDER", folder.toString());
        return Program.start(builder);
    }

    private String calls() throws IOException {
        Path file = folder.resolve("calls");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static long count(String calls, String text) {
        return calls.lines().filter(line -> line.contains(text)).count();
    }

    private void await(Predicate<String> condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.test(calls())) {
            assertThat(System.nanoTime()).as("the calls of Java: %s", calls()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(caches)) {
            return files.toList();
        }
    }

    /** Waits until the folder has some files, of which none is a lock or an incomplete cache. */
    private void awaitFiles(int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (files().size() != count
                || files().stream().anyMatch(file -> !file.toString().endsWith(".aot"))) {
            assertThat(System.nanoTime()).as("the files: %s", files()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
