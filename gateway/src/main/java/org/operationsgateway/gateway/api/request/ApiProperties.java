package org.operationsgateway.gateway.api.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the API. Immutable.
 *
 * @param maxBodySize the maximum size of a request body, also after decompression
 * @param defaultWait the timeout of :wait if the request contains none
 * @param maxWait the maximum timeout of :wait
 * @param emptyResult what is stored for an operation that ends with neither a response nor an error
 */
@ConfigurationProperties("gateway.api")
public record ApiProperties(
        @DefaultValue("1MB") DataSize maxBodySize,
        @DefaultValue("10s") Duration defaultWait,
        @DefaultValue("60s") Duration maxWait,
        @DefaultValue("NONE") EmptyResult emptyResult) {

    private static final String PREFIX = "gateway.api.";
    private static final DataSize MAX_BODY = DataSize.ofGigabytes(1);

    /** Throws an exception if a value is out of range. */
    public ApiProperties {
        SettingRules.between(PREFIX + "max-body-size", maxBodySize.toBytes(), 1, MAX_BODY.toBytes(), "B");
        SettingRules.notNegative(PREFIX + "default-wait", defaultWait, "no wait");
        SettingRules.notLonger(PREFIX + "default-wait", defaultWait, PREFIX + "max-wait", maxWait);
    }

    /** The ways to store the end of an operation with neither a response nor an error. */
    public enum EmptyResult {
        /** Without a result, as the producer has sent it. */
        NONE,
        /** With an empty response, for clients that expect a response or an error. */
        EMPTY;

        private static final Outcome EMPTY_RESPONSE =
                new Outcome.Response(Any.parse("{\"@type\":\"type.googleapis.com/google.protobuf.Empty\"}"));

        /** Returns the outcome to store for a requested outcome. */
        public Outcome of(Outcome requested) {
            return this == EMPTY && requested.equals(Outcome.NO_RESULT) ? EMPTY_RESPONSE : requested;
        }

        /** Returns the operation to store for a requested operation. */
        public Operation of(Operation requested) {
            return requested.state() instanceof State.Done done
                    ? new Operation(requested.name(), requested.metadata(), new State.Done(of(done.outcome())))
                    : requested;
        }
    }

    /**
     * Returns the effective timeout of a wait.
     *
     * @param requested null for the default
     */
    public Duration waitTimeout(@Nullable Duration requested) {
        Duration timeout = requested == null ? defaultWait : requested;
        return timeout.compareTo(maxWait) > 0 ? maxWait : timeout;
    }
}
