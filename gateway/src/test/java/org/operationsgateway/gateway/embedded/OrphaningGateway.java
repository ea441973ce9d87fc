package org.operationsgateway.gateway.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts a server in a folder, commits a row, prints a line, and blocks until it is killed. */
final class OrphaningGateway {

    private OrphaningGateway() {}

    public static void main(String[] arguments) throws Exception {
        PostgresForTests postgres = PostgresForTests.start(Path.of(arguments[0]));
        postgres.sql("postgres", "create table kept (word text)", "insert into kept values ('committed')");
        System.out.println("committed");
        blockUntilKilled();
    }

    private static void blockUntilKilled() throws IOException {
        System.in.transferTo(System.out);
    }
}
