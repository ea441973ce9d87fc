package org.operationsgateway.robustness.replica;

import java.util.random.RandomGenerator;

/** The endpoints to which clients send their requests. */
@FunctionalInterface
public interface Endpoints {

    /** Returns a random endpoint. */
    Endpoint any(RandomGenerator random);
}
