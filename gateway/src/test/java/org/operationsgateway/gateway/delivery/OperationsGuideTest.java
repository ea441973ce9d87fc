package org.operationsgateway.gateway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The settings, the commands and the SQL in {@code docs/operations.md}, which must exist. */
class OperationsGuideTest {

    private static final Path PAGE = Repository.ROOT.resolve("docs/operations.md");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> PREFIXES = List.of("gateway.", "spring.", "server.", "management.");
    private static final List<String> VARIABLES = List.of("GATEWAY_", "SPRING_");

    @Test
    void eachSettingExists() throws IOException {
        List<Setting> settings = Setting.all();
        List<String> named = codes().stream()
                .map(code -> code.split("=", 2)[0])
                .filter(code -> PREFIXES.stream().anyMatch(code::startsWith))
                .toList();

        assertThat(named)
                .contains("gateway.read-replica.url", "gateway.signal.url", "spring.r2dbc.pool.max-size")
                .allSatisfy(name -> assertThat(settings).anyMatch(setting -> setting.isSetBy(name)));
    }

    /** Returns what is between two backquotes on one line, outside of blocks. */
    private static List<String> codes() throws IOException {
        List<String> codes = new ArrayList<>();
        for (String line : outside(Files.readAllLines(PAGE))) {
            String[] parts = line.split("`", -1);
            for (int i = 1; i < parts.length; i += 2) {
                codes.add(parts[i]);
            }
        }
        return codes;
    }

    private static List<String> outside(List<String> lines) {
        List<String> outside = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.strip().startsWith("```")) {
                inside = !inside;
            } else if (!inside) {
                outside.add(line);
            }
        }
        return outside;
    }

    @Test
    void eachEnvironmentVariableIsThatOfASetting() throws IOException {
        List<String> variables = Setting.all().stream()
                .map(setting ->
                        setting.name().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .toList();

        List<String> named = blocks("").stream()
                .flatMap(String::lines)
                .map(line -> line.split("=", 2)[0])
                .filter(name -> VARIABLES.stream().anyMatch(name::startsWith))
                .toList();

        assertThat(named)
                .contains("GATEWAY_READREPLICA_URL", "GATEWAY_SIGNAL_URL")
                .allSatisfy(name -> assertThat(variables).contains(name));
    }

    /** Returns the blocks in a language, without their indentation. */
    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        @Nullable StringBuilder block = null;
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            String text = line.strip();
            if (text.startsWith("```") && inside) {
                inside = false;
                if (block != null) {
                    blocks.add(block.toString());
                    block = null;
                }
            } else if (text.startsWith("```")) {
                inside = true;
                block = text.equals("```" + language) ? new StringBuilder() : null;
            } else if (block != null) {
                block.append(text).append('\n');
            }
        }
        return blocks;
    }

    /** Skipped if the programs of PostgreSQL are not where Debian has them. */
    @Test
    void eachOptionOfAProgramOfPostgresExists() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(DEBIAN), "PostgreSQL is not installed");
        List<String> programs = new ArrayList<>();
        for (String line : blocks("sh").stream().flatMap(String::lines).toList()) {
            String[] words = line.split(" ", -1);
            Path program = program(words[0]);
            if (program != null) {
                programs.add(words[0]);
                String help = help(program);
                assertThat(Arrays.stream(words).filter(word -> word.startsWith("--")))
                        .allSatisfy(option -> assertThat(help).contains(option.split("=", 2)[0]));
            }
        }

        assertThat(programs)
                .contains("psql", "pg_basebackup", "pg_dump", "pg_restore", "pg_ctl", "pg_upgrade", "vacuumdb");
    }

    private static @Nullable Path program(String name) throws IOException {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String help(Path program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        String help = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return help;
    }

    /** The roles on the page have other names here, because a server of tests has them for all databases. */
    @Test
    void theSqlIsExecutedAndBothRolesOfARotationOwnTheTables() throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            String owner = "owner_" + database.name();
            database.run("create role " + owner + " login password 'owner'");
            database.run("grant all on schema public to " + owner);
            try {
                start(database, owner, "owner").close();
                List<String> statements = blocks("sql");
                assertThat(statements).hasSizeGreaterThan(6);
                for (String statement : statements) {
                    database.run(named(statement, owner));
                    if (statement.contains("create role gateway_b")) {
                        start(database, "second_" + owner, "second").close();
                    }
                }
                assertThat(database.texts("select distinct tableowner from pg_tables where schemaname = 'public'"))
                        .containsExactly(owner);
                assertThat(database.texts("select pg_has_role('" + owner + "', 'pg_read_all_stats', 'usage')"))
                        .containsExactly("t");
            } finally {
                database.run("drop role if exists second_" + owner);
                database.run("drop owned by " + owner + " cascade");
                database.run("drop role " + owner);
            }
        }
    }

    private static String named(String statement, String owner) {
        return statement
                .replace("gateway_a", "first_" + owner)
                .replace("gateway_b", "second_" + owner)
                .replace("alter role gateway ", "alter role " + owner + " ")
                .replace("in role gateway;", "in role " + owner + ";")
                .replace("to gateway;", "to " + owner + ";")
                .replace("'gateway'", "'" + owner + "'");
    }

    private static ConfigurableApplicationContext start(TestDatabase database, String user, String password) {
        return new SpringApplicationBuilder(OperationsGateway.class)
                .properties(database.settings().toArray(String[]::new))
                .run("--server.port=0", "--spring.r2dbc.username=" + user, "--spring.r2dbc.password=" + password);
    }
}
