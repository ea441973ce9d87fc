package org.operationsgateway.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.longrunning.OperationFuture;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.StatusCode;
import com.google.protobuf.Struct;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of the polling of Google's client for Java, which reads the operation repeatedly until it is done. */
class GapicPollingIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String RUNNING = "{\"metadata\":" + struct(1) + "}";

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();

    @AutoClose
    private final Gapic gapic = Gapic.of(EXTENSION.gateway());

    private static String struct(int number) {
        return "{\"@type\":\"type.googleapis.com/google.protobuf.Struct\",\"value\":{\"number\":" + number + "}}";
    }

    @Test
    void pollingEndsWithTheResultThatAStreamDelivers()
            throws ExecutionException, InterruptedException, TimeoutException {
        String name = "projects/p/operations/watched";
        producer.create(name, RUNNING);
        try (SseClient client = new SseClient();
                SseConnection stream = client.open(gateway.uri("/v1/" + name))) {
            OperationFuture<Struct, Struct> polled = gapic.poll(name);
            await().atMost(TIMEOUT).until(() -> polled.peekMetadata() != null);
            assertThat(number(polled.peekMetadata().get())).isEqualTo(1);
            producer.complete(name, "{\"metadata\":" + struct(2) + ",\"response\":" + struct(3) + "}");
            assertThat(number(get(polled))).isEqualTo(3);
            assertThat(number(polled.getMetadata().get())).isEqualTo(2);
            assertThat(stream.rest()).extracting(Event::type).containsExactly("message", "message", "done");
        }
    }

    private static double number(Struct struct) {
        return struct.getFieldsOrThrow("number").getNumberValue();
    }

    private static Struct get(OperationFuture<Struct, Struct> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void pollingEndsWithTheCodeOfTheError(Code code) {
        String name = "operations/failed-" + code.number();
        producer.create(name, RUNNING);
        OperationFuture<Struct, Struct> polled = gapic.poll(name);
        producer.complete(name, "{\"error\":{\"code\":" + code.number() + ",\"message\":\"It failed.\"}}");
        ApiException failure = failure(polled);
        assertThat(failure.getStatusCode().getCode()).isEqualTo(StatusCode.Code.valueOf(code.name()));
        assertThat(failure).hasMessageContaining("It failed.");
    }

    /** The client has no object for the number. The operation itself has the number and the message. */
    @ParameterizedTest
    @ValueSource(ints = {17, 99, -1})
    void thePollerFailsOnACodeThatIsNotCanonicalAndTheOperationIsRead(int code) {
        String name = "operations/additional" + code;
        producer.create(name, RUNNING);
        OperationFuture<Struct, Struct> polled = gapic.poll(name);
        producer.complete(name, "{\"error\":{\"code\":" + code + ",\"message\":\"It failed.\"}}");
        assertThat(catchThrowable(() -> get(polled)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NullPointerException.class);
        assertThat(gapic.typed().getOperation(name).getError().getCode()).isEqualTo(code);
        assertThat(gapic.typed()
                        .listOperations("operations", "error.code=" + code)
                        .iterateAll())
                .hasSize(1);
    }

    @Test
    void pollingEndsWhenTheOperationIsCancelled() {
        producer.create("operations/cancelled", RUNNING);
        OperationFuture<Struct, Struct> polled = gapic.poll("operations/cancelled");
        gapic.typed().cancelOperation("operations/cancelled");
        assertThat(failure(polled).getStatusCode().getCode()).isEqualTo(StatusCode.Code.CANCELLED);
    }

    @Test
    void pollingEndsWhenTheOperationIsDeleted() {
        producer.create("operations/deleted", RUNNING);
        OperationFuture<Struct, Struct> polled = gapic.poll("operations/deleted");
        gapic.typed().deleteOperation("operations/deleted");
        assertThat(failure(polled)).isInstanceOf(NotFoundException.class);
    }

    private static ApiException failure(OperationFuture<Struct, Struct> polled) {
        Throwable failure = catchThrowable(() -> get(polled));
        assertThat(failure).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ApiException.class);
        return (ApiException) failure.getCause();
    }
}
