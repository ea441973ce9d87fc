package org.operationsgateway.robustness.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that runs each attack in turn against one gateway. The exit code is 0 if it has withstood all. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = "Hostile requests to a gateway with a small heap, while an honest client works.")
public final class AttackRun implements Callable<Integer> {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration MAX_RECOVERY = Duration.ofSeconds(10);
    private static final Duration MIN_RELATIVE_LIMIT = Duration.ofMillis(50);
    private static final long MEMORY_MARGIN_BYTES = 24L * 1024 * 1024;
    private static final List<String> ERRORS = List.of("OutOfMemoryError", "StackOverflowError", "LEAK: ");

    @Option(names = "--hold", defaultValue = "10s", description = "time for which each attack lasts (${DEFAULT-VALUE})")
    private Duration hold = Duration.ZERO;

    @Option(names = "--attacks", split = ",", description = "kinds of attacks: ${COMPLETION-CANDIDATES} (all)")
    private Set<AttackKind> kinds = EnumSet.allOf(AttackKind.class);

    @Option(
            names = "--max-p99",
            defaultValue = "1s",
            description = "maximum time of 99 of 100 requests of the honest client (${DEFAULT-VALUE})")
    private Duration maxP99 = Duration.ZERO;

    @Option(
            names = "--relative",
            description = "limit that time to 50 ms or twice its value without an attack, whichever is more")
    private boolean relative;

    @Option(names = "--heap", defaultValue = "256m", description = "heap of the gateway (${DEFAULT-VALUE})")
    private String heap = "";

    @Option(names = "--gateway", required = true, description = "executable jar of the gateway")
    private Path jar = Path.of("");

    private final Journal journal = new Journal();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("attack");
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = start(database, folder.resolve("gateway.log"))) {
            List<AttackResult> results = attack(gateway);
            List<String> errors =
                    ERRORS.stream().filter(gateway.output()::contains).toList();
            journal.log("done%n%n%s".formatted(table(results)));
            errors.forEach(error -> journal.log("The log contains " + error + ": " + folder));
            return errors.isEmpty() && results.stream().allMatch(AttackResult::passed) ? 0 : 1;
        }
    }

    private static String table(List<AttackResult> results) {
        return results.stream().map(AttackResult::row).collect(Collectors.joining("\n", AttackResult.HEAD + "\n", ""));
    }

    private GatewayProcess start(TestDatabase database, Path log) throws IOException, InterruptedException {
        GatewayCommand command = GatewayCommand.of(jar.toAbsolutePath())
                .withJvmOptions("-Xmx" + heap)
                .withSettings(database.settings())
                .withSettings(Keys.settings());
        GatewayProcess gateway = GatewayProcess.start(command, 0, log);
        gateway.awaitReady(START_TIMEOUT);
        return gateway;
    }

    private List<AttackResult> attack(GatewayProcess gateway) throws IOException, InterruptedException {
        Victim victim = new Victim(gateway.port());
        TestData.create(victim);
        List<AttackResult> results = new ArrayList<>();
        try (Api api = new Api(gateway::port);
                HonestClient honest = HonestClient.start(api)) {
            Memory memory = new Memory(gateway);
            long idle = memory.bytes();
            useBaseline(honest);
            for (AttackKind kind : kinds) {
                AttackResult result = attack(kind, gateway, victim, honest, memory, idle);
                journal.log(result.row());
                results.add(result);
            }
        }
        return results;
    }

    /** Measures the honest client without an attack, once it is warm. */
    private void useBaseline(HonestClient honest) throws InterruptedException {
        Thread.sleep(hold);
        honest.takeTimes();
        Thread.sleep(hold);
        Duration baseline = AttackResult.p99(honest.takeTimes());
        Duration twice = baseline.multipliedBy(2);
        if (relative) {
            maxP99 = twice.compareTo(MIN_RELATIVE_LIMIT) > 0 ? twice : MIN_RELATIVE_LIMIT;
        }
        journal.log("99 of 100 requests within %d ms without an attack; the limit is %d ms"
                .formatted(baseline.toMillis(), maxP99.toMillis()));
    }

    private AttackResult attack(
            AttackKind kind, GatewayProcess gateway, Victim victim, HonestClient honest, Memory memory, long idle)
            throws IOException, InterruptedException {
        honest.takeTimes();
        int logged = gateway.output().length();
        Instant end = Instant.now().plus(hold);
        victim.attackUntil(end);
        kind.run(victim);
        Duration rest = Duration.between(Instant.now(), end);
        if (rest.isPositive()) {
            Thread.sleep(rest);
        }
        List<Duration> times = honest.takeTimes();
        victim.release();
        Duration recovery = recovery(memory, idle);
        return new AttackResult(kind, times, recovery, maxP99, gateway.output().length() - logged);
    }

    /** Returns the time until the memory is as before; null if it is not within the limit. */
    private static @Nullable Duration recovery(Memory memory, long idle) throws IOException, InterruptedException {
        Instant start = Instant.now();
        while (Duration.between(start, Instant.now()).compareTo(MAX_RECOVERY) < 0) {
            if (memory.bytes() < idle + MEMORY_MARGIN_BYTES) {
                return Duration.between(start, Instant.now());
            }
        }
        return null;
    }
}
