package org.operationsgateway.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: one replica of the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OperationsGateway {

    public static void main(String[] args) {
        SpringApplication.run(OperationsGateway.class, args);
        // From here on the process ends only when it is asked to. By itself a JVM would then report 143, as if it had
        // been cut off; once everything is closed in order, that is a success.
        SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
    }
}
