package org.operationsgateway.gateway.tracing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A collector of OpenTelemetry that keeps all spans in memory. Thread-safe. */
final class OtlpReceiver implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    /**
     * A span. Immutable.
     *
     * @param service the name of the service that has sent it
     * @param parentId empty for the first span of a trace
     * @param text all members of the span
     */
    record ReceivedSpan(String service, String name, String traceId, String spanId, String parentId, String text) {}

    OtlpReceiver() {
        server = HttpServer.create()
                .host("localhost")
                .port(0)
                .route(routes -> routes.post(
                        PATH,
                        (request, response) -> response.sendByteArray(
                                request.receive().aggregate().asByteArray().flatMap(this::receive))))
                .bindNow();
    }

    private Mono<byte[]> receive(byte[] body) {
        try {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(resource -> {
                String service = resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("");
                resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .forEach(span -> spans.add(received(service, span)));
            });
            return Mono.just(ExportTraceServiceResponse.getDefaultInstance().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            return Mono.error(e);
        }
    }

    private static ReceivedSpan received(String service, Span span) {
        return new ReceivedSpan(
                service,
                span.getName(),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.toString());
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** Returns the address for spans. */
    String endpoint() {
        return "http://localhost:" + server.port() + PATH;
    }

    /** Returns the spans of a service up to now. */
    List<ReceivedSpan> spans(String service) {
        return spans.stream().filter(span -> span.service().equals(service)).toList();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
