package org.operationsgateway.robustness.fault;

import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;

/** The faults of the network between a replica and the database. */
final class NetworkFaults {

    private final Replicas replicas;
    private final RandomGenerator random;

    NetworkFaults(Replicas replicas, RandomGenerator random) {
        this.replicas = replicas;
        this.random = random;
    }

    String stall() throws InterruptedException {
        Replica replica = replicas.any(random);
        replica.proxy().stall();
        return resumeLater(replica);
    }

    String refuse() throws InterruptedException {
        Replica replica = replicas.any(random);
        replica.proxy().refuse();
        return resumeLater(replica);
    }

    private String resumeLater(Replica replica) throws InterruptedException {
        long millis = random.nextLong(500, 6000);
        Thread.sleep(millis);
        replica.proxy().resume();
        return replica.name() + " for " + millis + " ms";
    }

    String cut() {
        Replica replica = replicas.any(random);
        int connections = replica.proxy().size();
        replica.proxy().cut();
        return connections + " connections of " + replica.name();
    }

    String halfOpen() {
        Replica replica = replicas.any(random);
        int connections = replica.proxy().size();
        replica.proxy().halfOpen();
        return connections + " connections of " + replica.name();
    }
}
