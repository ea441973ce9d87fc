package org.operationsgateway.gateway.collection;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** Two replicas on one database, started before the tests of a class and stopped after them. */
final class ReplicaPair implements BeforeAllCallback, AfterAllCallback {

    private final TestDatabase database = TestDatabase.create();
    private final String[] firstSettings;
    private final String[] secondSettings;
    private Replica first;
    private Replica second;

    private ReplicaPair(String[] firstSettings, String[] secondSettings) {
        this.firstSettings = firstSettings;
        this.secondSettings = secondSettings;
    }

    static ReplicaPair withSettings(String... settings) {
        return new ReplicaPair(settings, settings);
    }

    /** Returns a pair whose first replica has signals and whose second replica finds changes by sweeps only. */
    static ReplicaPair withAndWithoutSignals() {
        return new ReplicaPair(
                new String[] {"gateway.watch.heartbeat=400ms"},
                new String[] {"gateway.signal.enabled=false", "gateway.signal.sweep-interval=50ms"});
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        first = Replica.start(database, firstSettings);
        second = Replica.start(database, secondSettings);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        second.close();
        first.close();
        database.close();
    }

    TestDatabase database() {
        return database;
    }

    Replica first() {
        return first;
    }

    Replica second() {
        return second;
    }
}
