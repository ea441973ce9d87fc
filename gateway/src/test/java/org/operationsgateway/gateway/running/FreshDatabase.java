package org.operationsgateway.gateway.running;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Gives an application context an empty database, which goes when the context does. */
final class FreshDatabase implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        TestDatabase database = PostgresServer.SHARED.createDatabase();
        TestPropertyValues.of(database.settings()).applyTo((ConfigurableApplicationContext) context);
        // Known to the context before any other bean, so that it goes after all of them.
        context.getDefaultListableBeanFactory().registerDisposableBean("freshDatabase", database::drop);
    }
}
