package org.operationsgateway.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The Spring Boot application, which runs one replica of the gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OperationsGateway {

    public static void main(String[] args) {
        // A client of TLS 1.2 could repeat the handshake, each as expensive as a new connection. The JDK reads this
        // once.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        SpringApplication.run(OperationsGateway.class, args);
        // A JVM that a signal ends returns 143. After an orderly shutdown the exit code is 0.
        SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
    }
}
