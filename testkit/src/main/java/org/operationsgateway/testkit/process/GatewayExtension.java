package org.operationsgateway.testkit.process;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.sse.SseClient;

/** A JUnit extension that runs one gateway process, on an empty database, for all tests of a class. */
public final class GatewayExtension implements BeforeAllCallback {

    private final String[] settings;
    private @Nullable TestDatabase database;
    private @Nullable GatewayProcess gateway;
    private @Nullable SseClient client;

    /**
     * Creates an extension, to be registered in a static field.
     *
     * @param settings each as {@code name=value}
     */
    public GatewayExtension(String... settings) {
        this.settings = settings.clone();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit closes the values of the store after the class, in reverse order.
        ExtensionContext.Store store =
                context.getStore(ExtensionContext.Namespace.create(GatewayExtension.class, this));
        TestDatabase empty = TestDatabase.create();
        store.put("database", empty);
        database = empty;
        gateway = GatewayProcess.start(empty, settings);
        store.put("gateway", gateway);
        client = new SseClient();
        store.put("client", client);
    }

    /** Returns the process. */
    public GatewayProcess gateway() {
        return Objects.requireNonNull(gateway);
    }

    /** Returns a producer that sends its requests to the gateway. */
    public Producer producer() {
        return gateway().producer();
    }

    /** Returns a client that opens event streams over HTTP/1.1. */
    public SseClient client() {
        return Objects.requireNonNull(client);
    }

    /** Returns the database of the gateway. */
    public TestDatabase database() {
        return Objects.requireNonNull(database);
    }
}
