package org.operationsgateway.testkit.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.operationsgateway.testkit.port.FreePort;

/**
 * A primary server with a streaming standby, and a database on them. Used by one thread.
 *
 * <p>Commits do not wait for the standby until {@link #replicateSynchronously()}.
 */
public final class PrimaryAndStandby implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final RestartableServer primary;
    private final RestartableServer standby;
    private final TestDatabase database;

    private PrimaryAndStandby(RestartableServer primary, RestartableServer standby, TestDatabase database) {
        this.primary = primary;
        this.standby = standby;
        this.database = database;
    }

    /** Starts both servers, with their data in a folder, and waits until the standby receives changes. */
    public static PrimaryAndStandby start(Path folder) throws IOException, InterruptedException {
        RestartableServer primary =
                RestartableServer.create(Files.createDirectory(folder.resolve("primary")), FreePort.find());
        TestDatabase database = primary.address().createDatabase();
        primary.stop();
        RestartableServer standby = primary.standby(Files.createDirectory(folder.resolve("standby")), FreePort.find());
        primary.start();
        standby.start();
        PrimaryAndStandby servers = new PrimaryAndStandby(primary, standby, database);
        servers.awaitOnPrimary("count(*) = 1 from pg_stat_replication where state = 'streaming'");
        return servers;
    }

    /** Lets each commit wait until the standby has written it to its disk. */
    public void replicateSynchronously() throws InterruptedException {
        set("synchronous_standby_names", "'*'");
        awaitOnPrimary("count(*) = 1 from pg_stat_replication where sync_state = 'sync'");
    }

    /** Changes a setting of the primary, also for the sessions that are open. */
    public void set(String setting, String value) {
        database.run("alter system set " + setting + " = " + value);
        database.run("select pg_reload_conf()");
    }

    /** Waits until a condition is true on the primary, given as what follows {@code select}. */
    public void awaitOnPrimary(String condition) throws InterruptedException {
        await(database, condition);
    }

    /** Waits until a condition is true on the standby, given as what follows {@code select}. */
    public void awaitOnStandby(String condition) throws InterruptedException {
        await(standbyDatabase(), condition);
    }

    private static void await(TestDatabase database, String condition) throws InterruptedException {
        Awaitility.await(condition)
                .atMost(TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .pollInSameThread()
                .until(() -> database.holds(condition));
    }

    /** Returns the server that was started as the primary. */
    public RestartableServer primary() {
        return primary;
    }

    /** Returns the server that was started as the standby. */
    public RestartableServer standby() {
        return standby;
    }

    /** Returns the database on the server that was started as the primary. */
    public TestDatabase database() {
        return database;
    }

    /** Returns the database on the server that was started as the standby. */
    public TestDatabase standbyDatabase() {
        return new TestDatabase(standby.address(), database.name());
    }

    /** Returns the settings of a gateway that uses whichever of the two servers is the primary. */
    public List<String> settings() {
        return List.of(
                "spring.r2dbc.url=r2dbc:postgresql:failover://" + hostAndPort(primary) + "," + hostAndPort(standby)
                        + "/" + database.name() + "?targetServerType=primary",
                "spring.r2dbc.username=" + primary.address().user(),
                "spring.r2dbc.password=" + primary.address().password());
    }

    private static String hostAndPort(RestartableServer server) {
        return server.address().host() + ":" + server.address().port();
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
