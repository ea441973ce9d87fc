package org.operationsgateway.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.httpjson.longrunning.OperationsClient;
import com.google.api.gax.httpjson.longrunning.OperationsClient.ListOperationsPage;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.CancelledException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.UnimplementedException;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.rpc.BadRequest;
import com.google.rpc.DebugInfo;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;

/** A test of Google's client for Java that its generated libraries use over HTTP and JSON. */
class GapicIT {

    private static final String STRUCT =
            "{\"@type\":\"type.googleapis.com/google.protobuf.Struct\",\"value\":{\"step\":1}}";
    private static final String EMPTY = "{\"@type\":\"type.googleapis.com/google.protobuf.Empty\"}";

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final Producer producer = EXTENSION.producer();

    @AutoClose
    private final Gapic gapic = Gapic.of(EXTENSION.gateway());

    @Test
    void aGenericOperationIsReadCancelledAndDeleted() {
        OperationsClient client = gapic.untyped();
        producer.create("operations/generic", "{}");
        assertThat(client.getOperation("operations/generic"))
                .isEqualTo(Operation.newBuilder().setName("operations/generic").build());
        client.cancelOperation("operations/generic");
        Operation cancelled = client.getOperation("operations/generic");
        assertThat(cancelled.getDone()).isTrue();
        assertThat(cancelled.getError().getCode()).isEqualTo(1);
        client.cancelOperation("operations/generic");
        assertThat(client.getOperation("operations/generic")).isEqualTo(cancelled);
        client.deleteOperation("operations/generic");
        assertNotFound("operations/generic", () -> client.getOperation("operations/generic"));
        assertNotFound("operations/generic", () -> client.cancelOperation("operations/generic"));
        assertNotFound("operations/generic", () -> client.deleteOperation("operations/generic"));
    }

    @Test
    void anOperationCompletedWithoutAResultIsDone() {
        producer.create("organizations/o/operations/no-result", "{\"metadata\":" + STRUCT + "}");
        producer.complete("organizations/o/operations/no-result", "{}");
        Operation done = gapic.typed().getOperation("organizations/o/operations/no-result");
        assertThat(done.getDone()).isTrue();
        assertThat(done.getResultCase()).isEqualTo(Operation.ResultCase.RESULT_NOT_SET);
    }

    @Test
    void anOperationWhoseLeaseHasLapsedIsListedAndReadAsAborted() {
        OperationsClient client = gapic.untyped();
        producer.createWith("lapsing", "lease=1s");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.getOperation("operations/lapsing").getDone());
        Status error = client.getOperation("operations/lapsing").getError();
        assertThat(error.getCode()).isEqualTo(10);
        assertThat(error.getMessage()).contains("LEASE_EXPIRED");
        assertThat(client.listOperations("operations", "name=operations/lapsing AND error.code=ABORTED")
                        .iterateAll())
                .extracting(Operation::getName)
                .contains("operations/lapsing");
    }

    @Test
    void theErrorOfSomeUniqueNameKeepsAllItsDetails() throws InvalidProtocolBufferException {
        producer.create("operations/some/unique/name", "{}");
        producer.complete("operations/some/unique/name", UniqueName.ERROR);
        Status error = gapic.typed().getOperation("operations/some/unique/name").getError();
        assertThat(error.getCode()).isEqualTo(10);
        assertThat(error.getMessage()).isEqualTo("Two of three steps failed.");
        List<Any> details = error.getDetailsList();
        assertThat(details).hasSize(5);
        assertThat(details.get(0).unpack(ErrorInfo.class).getReason()).isEqualTo("STEPS_FAILED");
        assertThat(details.get(1).unpack(BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("rows[17].label");
        assertThat(details.get(2)
                        .unpack(PreconditionFailure.class)
                        .getViolations(0)
                        .getType())
                .isEqualTo("STEP");
        Status batch = details.get(3).unpack(Status.class);
        assertThat(batch.getCode()).isEqualTo(5);
        assertThat(batch.getDetails(0).unpack(ErrorInfo.class).getMetadataOrThrow("item"))
                .isEqualTo("b.csv");
        assertThat(details.get(4).unpack(DebugInfo.class).getStackEntriesList()).containsExactly("load", "parse");
    }

    @Test
    void payloadsAreUnpackedIfTheirTypesAreInTheRegistry() throws InvalidProtocolBufferException {
        producer.create("projects/p/operations/typed", "{\"metadata\":" + STRUCT + "}");
        producer.complete("projects/p/operations/typed", "{\"response\":" + EMPTY + "}");
        Operation operation = gapic.typed().getOperation("projects/p/operations/typed");
        Struct metadata = operation.getMetadata().unpack(Struct.class);
        assertThat(metadata.getFieldsOrThrow("step").getNumberValue()).isEqualTo(1);
        assertThat(operation.getResponse().is(Empty.class)).isTrue();
    }

    @Test
    void theClientRejectsPayloadsWithoutATypeRegistry() {
        producer.create("operations/untyped", "{\"metadata\":" + STRUCT + "}");
        assertThatThrownBy(() -> gapic.untyped().getOperation("operations/untyped"))
                .isInstanceOf(CancelledException.class)
                .hasStackTraceContaining("Cannot resolve type");
    }

    @Test
    void allPagesAreListed() {
        for (int i = 1; i <= 5; i++) {
            producer.create("projects/pages/operations/" + i, "{}");
        }
        ListOperationsRequest request = ListOperationsRequest.newBuilder()
                .setName("projects/pages")
                .setPageSize(2)
                .build();
        assertThat(gapic.untyped().listOperations(request).iteratePages())
                .extracting(ListOperationsPage::getPageElementCount)
                .containsExactly(2, 2, 1);
        assertThat(gapic.untyped().listOperations(request).iterateAll())
                .extracting(Operation::getName)
                .containsExactly(
                        "projects/pages/operations/5",
                        "projects/pages/operations/4",
                        "projects/pages/operations/3",
                        "projects/pages/operations/2",
                        "projects/pages/operations/1");
    }

    /** The client sends {@code /v1//operations} and {@code /v1/operations/operations}. */
    @ParameterizedTest
    @ValueSource(strings = {"", "operations"})
    void bothNamesListTheWholeService(String name) {
        producer.create("folders/" + name.length() + "/operations/listed", "{}");
        assertThat(names(name, "")).contains("folders/" + name.length() + "/operations/listed");
    }

    @Test
    void filtersSelectByStateAndByType() {
        producer.create("projects/filters/operations/running", "{\"metadata\":" + STRUCT + "}");
        producer.create("projects/filters/operations/done", "{\"metadata\":" + STRUCT + ",\"done\":true}");
        producer.create("projects/filters/operations/other", "{\"metadata\":" + EMPTY + ",\"done\":true}");
        String struct = "metadata.@type=type.googleapis.com/google.protobuf.Struct";
        assertThat(names("projects/filters", "done=true"))
                .containsExactly("projects/filters/operations/other", "projects/filters/operations/done");
        assertThat(names("projects/filters", struct))
                .containsExactly("projects/filters/operations/done", "projects/filters/operations/running");
        assertThat(names("projects/filters", struct + " AND NOT done=true AND metadata.value.step>=1"))
                .containsExactly("projects/filters/operations/running");
    }

    private List<String> names(String parent, String filter) {
        Iterable<Operation> all = gapic.typed().listOperations(parent, filter).iterateAll();
        return StreamSupport.stream(all.spliterator(), false)
                .map(Operation::getName)
                .toList();
    }

    @Test
    void badRequestsNameTheInvalidField() {
        ListOperationsRequest list =
                ListOperationsRequest.newBuilder().setName("projects/p").build();
        assertBad(
                "INVALID_FILTER", "filter", list.toBuilder().setFilter("done==").build());
        assertBad(
                "INVALID_FILTER",
                "filter",
                list.toBuilder().setFilter("colour=red").build());
        assertBad(
                "INVALID_PAGE_TOKEN",
                "pageToken",
                list.toBuilder().setPageToken("made-up").build());
        assertBad(
                "INVALID_PARAMETER",
                "pageSize",
                list.toBuilder().setPageSize(-1).build());
    }

    private void assertBad(String reason, String field, ListOperationsRequest request) {
        var failure = catchThrowableOfType(
                InvalidArgumentException.class, () -> gapic.untyped().listOperations(request));
        assertThat(failure.getStatusCode().getTransportCode()).isEqualTo(400);
        assertThat(failure.getReason()).isEqualTo(reason);
        assertThat(failure.getErrorDetails().getBadRequest().getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly(field);
    }

    @Test
    void theCancellationOfAnUncancellableOperationIsRejected() {
        producer.createWith("uncancellable", "cancellation=UNSUPPORTED");
        assertThatThrownBy(() -> gapic.untyped().cancelOperation("operations/uncancellable"))
                .isInstanceOf(UnimplementedException.class)
                .extracting(failure -> ((ApiException) failure).getReason())
                .isEqualTo("NOT_SUPPORTED");
        assertThat(gapic.untyped().getOperation("operations/uncancellable").getDone())
                .isFalse();
    }

    @Test
    void aPathWithoutAnOperationIsNotFound() {
        assertThatThrownBy(() -> gapic.untyped().getOperation("nothing"))
                .isInstanceOf(NotFoundException.class)
                .extracting(failure -> ((ApiException) failure).getReason())
                .isEqualTo("ROUTE_NOT_FOUND");
    }

    private static void assertNotFound(String name, ThrowingCallable call) {
        var failure = catchThrowableOfType(NotFoundException.class, call);
        assertThat(failure.getStatusCode().getTransportCode()).isEqualTo(404);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getReason()).isEqualTo("OPERATION_NOT_FOUND");
        assertThat(failure.getDomain()).isEqualTo("operationsgateway.org");
        assertThat(failure.getErrorDetails().getResourceInfo().getResourceName())
                .isEqualTo(name);
    }
}
