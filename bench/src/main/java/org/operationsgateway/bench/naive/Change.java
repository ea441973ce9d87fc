package org.operationsgateway.bench.naive;

import com.fasterxml.jackson.annotation.JsonRawValue;

/** The JSON representation of an operation. */
record Change(String name, @JsonRawValue String metadata, boolean done) {}
