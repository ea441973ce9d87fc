package org.operationsgateway.gateway.client;

import com.google.api.core.ApiFuture;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.httpjson.HttpJsonCallableFactory;
import com.google.api.gax.httpjson.ProtoOperationTransformers.MetadataTransformer;
import com.google.api.gax.httpjson.ProtoOperationTransformers.ResponseTransformer;
import com.google.api.gax.httpjson.longrunning.OperationsClient;
import com.google.api.gax.httpjson.longrunning.OperationsSettings;
import com.google.api.gax.httpjson.longrunning.stub.HttpJsonOperationsCallableFactory;
import com.google.api.gax.httpjson.longrunning.stub.HttpJsonOperationsStub;
import com.google.api.gax.longrunning.OperationFuture;
import com.google.api.gax.longrunning.OperationSnapshot;
import com.google.api.gax.longrunning.OperationTimedPollAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.ClientContext;
import com.google.api.gax.rpc.OperationCallSettings;
import com.google.api.gax.rpc.OperationCallable;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.google.protobuf.TypeRegistry;
import com.google.rpc.BadRequest;
import com.google.rpc.DebugInfo;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.operationsgateway.testkit.process.GatewayProcess;

/** Google's HTTP/JSON clients for Java (GAPIC): one without payload types, and one with a type registry. */
final class Gapic implements AutoCloseable {

    private static final TypeRegistry TYPES = TypeRegistry.newBuilder()
            .add(Struct.getDescriptor())
            .add(Empty.getDescriptor())
            .add(Status.getDescriptor())
            .add(ErrorInfo.getDescriptor())
            .add(BadRequest.getDescriptor())
            .add(PreconditionFailure.getDescriptor())
            .add(DebugInfo.getDescriptor())
            .build();

    private static final RetrySettings POLLING = RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(20))
            .setRetryDelayMultiplier(1.5)
            .setMaxRetryDelayDuration(Duration.ofMillis(200))
            .setTotalTimeoutDuration(Duration.ofSeconds(20))
            .build();

    private final OperationsClient untyped;
    private final OperationsClient typed;
    private final OperationCallable<Empty, Struct, Struct> polling;

    private Gapic(OperationsClient untyped, HttpJsonOperationsStub stub, ClientContext context) {
        this.untyped = untyped;
        this.typed = OperationsClient.create(stub);
        this.polling = HttpJsonCallableFactory.createOperationCallable(
                polling(), context, stub.longRunningClient(), new NeverCalled());
    }

    static Gapic of(GatewayProcess gateway) {
        try {
            OperationsSettings settings = OperationsSettings.newBuilder()
                    .setEndpoint("http://localhost:" + gateway.port())
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .build();
            ClientContext context = ClientContext.create(settings);
            HttpJsonOperationsStub stub =
                    HttpJsonOperationsStub.create(context, new HttpJsonOperationsCallableFactory(), TYPES);
            return new Gapic(OperationsClient.create(settings), stub, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OperationCallSettings<Empty, Struct, Struct> polling() {
        return OperationCallSettings.<Empty, Struct, Struct>newBuilder()
                .setInitialCallSettings(UnaryCallSettings.<Empty, OperationSnapshot>newUnaryCallSettingsBuilder()
                        .build())
                .setResponseTransformer(ResponseTransformer.create(Struct.class))
                .setMetadataTransformer(MetadataTransformer.create(Struct.class))
                .setPollingAlgorithm(OperationTimedPollAlgorithm.create(POLLING))
                .build();
    }

    /** Returns the client without payload types, which rejects each payload. */
    OperationsClient untyped() {
        return untyped;
    }

    /** Returns the client with a type registry. */
    OperationsClient typed() {
        return typed;
    }

    /** Polls an operation with structs as metadata and response until it is done. */
    OperationFuture<Struct, Struct> poll(String name) {
        return polling.resumeFutureCall(name);
    }

    @Override
    public void close() {
        untyped.close();
        typed.close();
    }

    /** A placeholder for the method of a service that starts an operation. */
    private static final class NeverCalled extends UnaryCallable<Empty, OperationSnapshot> {

        @Override
        public ApiFuture<OperationSnapshot> futureCall(Empty request, ApiCallContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
