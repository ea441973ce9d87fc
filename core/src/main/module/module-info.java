/** The model of a long-running operation and its wire JSON. */
module org.operationsgateway.core {
    requires transitive org.jspecify;
    requires tools.jackson.core;

    exports org.operationsgateway.core.filter;
    exports org.operationsgateway.core.filter.json;
    exports org.operationsgateway.core.json;
    exports org.operationsgateway.core.name;
    exports org.operationsgateway.core.operation;
    exports org.operationsgateway.core.progress;
    exports org.operationsgateway.core.rpc;
    exports org.operationsgateway.core.wire;
}
