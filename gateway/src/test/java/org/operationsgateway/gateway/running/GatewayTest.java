package org.operationsgateway.gateway.running;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.http.Api;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * A test class that runs the whole application on a random port and an empty database.
 *
 * <p>Tests with the same properties share one application and its database: each test uses other parents. The
 * parameters of the constructor are beans of the application, an {@link Api}, the {@link Tables}, the
 * {@link Plans} or an {@link OtherSession}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = OperationsGateway.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({ApiConfiguration.class, OtherSession.class, Plans.class, Tables.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface GatewayTest {

    /** The settings of the application, each as {@code name=value}. */
    @AliasFor(annotation = SpringBootTest.class)
    String[] properties() default {};
}
