package org.operationsgateway.gateway.database.condition;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/**
 * The problems of a database while the gateway runs. The sentences contain no address and no name, because every client
 * may read them at {@code /readyz}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
enum DatabaseProblem {
    UNREACHABLE(
            "The database cannot be reached: start it, or correct the network between it and the gateway. The gateway"
                    + " reconnects by itself."),
    LOGIN_REJECTED("The database rejects the login of the gateway: correct spring.r2dbc.username and"
            + " spring.r2dbc.password, and restart the gateway. Connections that are open go on."),
    DATABASE_MISSING("The database does not exist any more: restore it, or correct spring.r2dbc.url and restart the"
            + " gateway."),
    TOO_MANY_CONNECTIONS("The database accepts no more connections: raise its max_connections, or lower"
            + " spring.r2dbc.pool.max-size or the number of replicas."),
    FULL("The disk of the database is full, so changes fail: free or add space. Reads and open streams go on."),
    OUT_OF_MEMORY("The database is out of memory, so statements fail: give it more, or lower its work_mem."),
    READ_ONLY("The database is read-only, so changes fail: promote it, connect to the primary, or set"
            + " default_transaction_read_only to off. Reads and open streams go on."),
    STANDBY_LOST("Commits wait for a synchronous standby that does not answer, so changes fail, although they may be"
            + " committed: start the standby, or change synchronous_standby_names. Reads and open streams go on."),
    DAMAGED("The database reports damaged data or a failed disk: read its log, and restore a backup if necessary."),
    SCHEMA_CHANGED(
            "The tables of the gateway are missing or were changed, or its role has lost a right on them: restore"
                    + " them, or grant the right again."),
    POOL_EXHAUSTED("All connections of the pool are in use: find slow statements in the database, or raise"
            + " spring.r2dbc.pool.max-size."),
    SLOW("The database is slow: a statement that reads nothing took longer than a second. Look at its load, its disk"
            + " and the network."),
    SILENT("The database does not answer in time: look at its load, its disk and the network. Statements end after"
            + " gateway.database.timeout.");

    private final String sentence;

    DatabaseProblem(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the problem and its remedy. */
    String sentence() {
        return sentence;
    }

    /** Returns whether a check, which reads no table and writes nothing, meets the problem, and so its end too. */
    boolean isMetByChecks() {
        return switch (this) {
            case FULL, OUT_OF_MEMORY, DAMAGED, SCHEMA_CHANGED -> false;
            default -> true;
        };
    }

    /** Returns the problem that the server reports with an error, if it concerns more than one statement; else null. */
    static @Nullable DatabaseProblem ofServer(R2dbcException failure) {
        String state = failure.getSqlState() == null ? "" : failure.getSqlState();
        return switch (state) {
            case "28P01", "28000" -> LOGIN_REJECTED;
            case "3D000" -> DATABASE_MISSING;
            case "53300" -> TOO_MANY_CONNECTIONS;
            case "53100" -> FULL;
            case "53200" -> OUT_OF_MEMORY;
            case "25006" -> READ_ONLY;
            case "58030", "XX001", "XX002" -> DAMAGED;
            case "42P01", "42703", "42501" -> SCHEMA_CHANGED;
            default -> null;
        };
    }
}
