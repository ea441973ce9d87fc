/** A reactive client that watches, awaits and produces operations. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Reactor and Netty have no descriptors.
module org.operationsgateway.client {
    requires transitive org.jspecify;
    requires transitive org.operationsgateway.core;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;
    requires transitive reactor.netty.http;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.transport;
    requires reactor.netty.core;

    // Used by Reactor Netty, which has no descriptor.
    requires io.netty.codec.http3;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver.dns;

    // Used if the application has them.
    requires static transitive com.google.protobuf;
    requires static com.google.protobuf.util;
    requires static transitive micrometer.observation;
    requires static transitive tools.jackson.databind;

    exports org.operationsgateway.client;
    exports org.operationsgateway.client.event;
    exports org.operationsgateway.client.payload;
    exports org.operationsgateway.client.produce;
}
