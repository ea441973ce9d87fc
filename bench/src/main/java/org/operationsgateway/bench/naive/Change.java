package org.operationsgateway.bench.naive;

import com.fasterxml.jackson.annotation.JsonRawValue;

/** An operation as clients see it. */
record Change(String name, @JsonRawValue String metadata, boolean done) {}
