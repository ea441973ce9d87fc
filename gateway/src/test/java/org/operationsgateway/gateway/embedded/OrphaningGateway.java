package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts the server in the folder it is given, commits a row, says so, and waits to be killed. */
final class OrphaningGateway {

    private OrphaningGateway() {}

    public static void main(String[] arguments) throws Exception {
        PostgresForTests postgres = PostgresForTests.start(Path.of(arguments[0]));
        postgres.sql("postgres", "create table kept (word text)", "insert into kept values ('committed')");
        System.out.println("committed");
        waitToBeKilled();
    }

    private static void waitToBeKilled() throws IOException {
        System.in.transferTo(System.out);
    }
}
