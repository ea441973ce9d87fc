package org.operationsgateway.bench.naive;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application of the naive implementation. */
@SpringBootApplication
public class NaiveServer {

    public static void main(String[] arguments) {
        SpringApplication.run(NaiveServer.class, arguments);
    }
}
