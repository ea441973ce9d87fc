package org.operationsgateway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayCommand;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A port and a database, on which one gateway after another is started. */
final class RestartedGateway implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    private final TestDatabase database = TestDatabase.create();
    private final int port = FreePort.find();

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Starts a gateway and waits until it is ready. */
    GatewayProcess start() throws IOException, InterruptedException {
        GatewayCommand command =
                GatewayCommand.of(Path.of(System.getProperty("gateway.jar"))).withSettings(database.settings());
        GatewayProcess gateway = GatewayProcess.start(
                command, port, Files.createTempDirectory("gateway").resolve("log"));
        gateway.awaitReady(TIMEOUT);
        return gateway;
    }

    /** Drops the database. */
    @Override
    public void close() {
        database.close();
    }
}
