package org.operationsgateway.gateway.running;

import org.operationsgateway.testkit.postgres.TestDatabase;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** An initializer that creates an empty database for an application context, and drops it with the context. */
final class FreshDatabase implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        TestDatabase database = TestDatabase.create();
        TestPropertyValues.of(database.settings()).applyTo((ConfigurableApplicationContext) context);
        // Registered before all other beans, so that it is destroyed after them.
        context.getDefaultListableBeanFactory().registerDisposableBean("freshDatabase", database::close);
    }
}
