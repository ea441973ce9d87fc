package org.operationsgateway.gateway.view;

import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.revision.StoredOperation;

/**
 * The views of an operation: the sets of members that a response can contain.
 *
 * @see <a href="https://google.aip.dev/157">AIP-157</a>
 */
public enum View {
    /** The members of {@code google.longrunning.Operation} only, because strict clients reject any other member. */
    BASIC {
        @Override
        public String json(StoredOperation operation) {
            return OperationJson.write(operation.operation());
        }
    },
    /** The basic view and the {@link GatewayMember}. */
    FULL {
        @Override
        public String json(StoredOperation operation) {
            return GatewayMember.of(operation).addTo(OperationJson.write(operation.operation()));
        }
    };

    /** Returns whether the etag changes with each member. A heartbeat moves the lease, but makes no revision. */
    public boolean isIdentifiedByEtag() {
        return this == BASIC;
    }

    /** Returns an operation as compact JSON. */
    public abstract String json(StoredOperation operation);
}
