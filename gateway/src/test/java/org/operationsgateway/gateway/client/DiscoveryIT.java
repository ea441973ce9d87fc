package org.operationsgateway.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.translate.v3.Translate;
import com.google.api.services.translate.v3.Translate.Projects.Locations.Operations;
import com.google.api.services.translate.v3.model.CancelOperationRequest;
import com.google.api.services.translate.v3.model.ListOperationsResponse;
import com.google.api.services.translate.v3.model.Operation;
import com.google.api.services.translate.v3.model.WaitOperationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;

/** A test of a Java client generated from a discovery document: the client of Google's translation service. */
class DiscoveryIT {

    private static final String LOCATION = "projects/p/locations/us-central1";
    private static final String TRANSLATING = """
            {"metadata": {"@type": "type.googleapis.com/google.cloud.translation.v3.BatchTranslateMetadata",
              "state": "RUNNING", "totalCharacters": "9007199254740993"}}
            """;
    private static final String TRANSLATED = """
            {"response": {"@type": "type.googleapis.com/google.cloud.translation.v3.BatchTranslateResponse",
              "translatedCharacters": "9007199254740993"}}
            """;

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();
    private final Operations operations = translate(false);

    private Operations translate(boolean anyName) {
        return new Translate.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), null)
                .setRootUrl("http://localhost:" + gateway.port() + "/")
                .setApplicationName("operations-gateway-test")
                .setSuppressPatternChecks(anyName)
                .build()
                .projects()
                .locations()
                .operations();
    }

    private String translating(String id) {
        String name = LOCATION + "/operations/" + id;
        producer.create(name, TRANSLATING);
        return name;
    }

    @Test
    void anAutoMlTranslationIsReadAwaitedAndDeleted() throws IOException {
        String name = translating("automl");
        Operation running = operations.get(name).execute();
        assertThat(running.getName()).isEqualTo(name);
        assertThat(running.getDone()).isFalse();
        assertThat(running.getMetadata()).containsEntry("totalCharacters", "9007199254740993");
        CompletableFuture<Operation> waited = CompletableFuture.supplyAsync(() -> waitFor(name, "15s"));
        await().until(() -> gateway.metric("gateway_operations_watched") > 0);
        producer.complete(name, TRANSLATED);
        Operation done = waited.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(done.getDone()).isTrue();
        assertThat(done.getResponse()).containsEntry("translatedCharacters", "9007199254740993");
        assertThat(operations.get(name).execute()).isEqualTo(done);
        operations.delete(name).execute();
        assertNotFound(name, () -> operations.get(name).execute());
    }

    private Operation waitFor(String name, String timeout) {
        try {
            return operations
                    .wait(name, new WaitOperationRequest().setTimeout(timeout))
                    .execute();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWaitThatTimesOutReturnsTheRunningOperation() {
        String name = translating("slow");
        Operation running = waitFor(name, "0.1s");
        assertThat(running.getName()).isEqualTo(name);
        assertThat(running.getDone()).isFalse();
    }

    @Test
    void anAutoMlTranslationIsCancelled() throws IOException {
        String name = translating("cancelled");
        assertThat(operations.cancel(name, new CancelOperationRequest()).execute())
                .isEmpty();
        Operation cancelled = operations.get(name).execute();
        assertThat(cancelled.getDone()).isTrue();
        assertThat(cancelled.getError().getCode()).isEqualTo(1);
        operations
                .cancel(name, new CancelOperationRequest())
                .setDisableGZipContent(true)
                .execute();
        assertThat(operations.get(name).execute()).isEqualTo(cancelled);
    }

    @Test
    void translationsAreListedInPagesAndByFilter() throws IOException {
        String parent = "projects/p/locations/list";
        for (int i = 1; i <= 3; i++) {
            producer.create(parent + "/operations/" + i, TRANSLATING);
        }
        producer.complete(parent + "/operations/2", TRANSLATED);
        ListOperationsResponse first = operations.list(parent).setPageSize(2).execute();
        assertNames(first, parent + "/operations/3", parent + "/operations/2");
        String token = first.getNextPageToken();
        ListOperationsResponse last =
                operations.list(parent).setPageSize(2).setPageToken(token).execute();
        assertNames(last, parent + "/operations/1");
        assertThat(last.getNextPageToken()).isNull();
        assertNames(operations.list(parent).setFilter("done=true").execute(), parent + "/operations/2");
        String type = "metadata.@type=type.googleapis.com/google.cloud.translation.v3.BatchTranslateMetadata";
        assertThat(operations.list(parent).setFilter(type).execute().getOperations())
                .hasSize(3);
    }

    private static void assertNames(ListOperationsResponse list, String... names) {
        assertThat(list.getOperations()).extracting(Operation::getName).containsExactly(names);
    }

    @Test
    void anUploadOfAnAppReleaseReturnsItsResponse() throws IOException {
        String name = "projects/p/apps/1:1234567890:android:0a1b2c/releases/-/operations/93c2f1b74a9be9bd";
        producer.create(name, "{}");
        producer.complete(name, """
                {"response": {"@type": "type.googleapis.com/google.firebase.appdistro.v1.UploadReleaseResponse",
                  "result": "RELEASE_CREATED", "release": {"displayVersion": "1.10.0"}}}
                """);
        Operation uploaded = translate(true).get(name).execute();
        assertThat(uploaded.getName()).isEqualTo(name);
        assertThat(uploaded.getResponse())
                .containsEntry("@type", "type.googleapis.com/google.firebase.appdistro.v1.UploadReleaseResponse")
                .containsEntry("result", "RELEASE_CREATED")
                .containsEntry("release", Map.of("displayVersion", "1.10.0"));
    }

    @Test
    void badRequestsContainAReason() {
        String name = translating("bad-requests");
        assertBad(
                "INVALID_FILTER",
                () -> operations.list(LOCATION).setFilter("done==").execute());
        assertBad(
                "INVALID_PAGE_TOKEN",
                () -> operations.list(LOCATION).setPageToken("made-up").execute());
        assertBad(
                "INVALID_PARAMETER",
                () -> operations.list(LOCATION).setPageSize(-1).execute());
        assertBad(
                "INVALID_BODY",
                () -> operations
                        .wait(name, new WaitOperationRequest().setTimeout("soon"))
                        .execute());
    }

    /** Asserts a reason. This client does not expose the field. */
    private static void assertBad(String reason, ThrowingCallable call) {
        GoogleJsonResponseException failure = failure(400, "INVALID_ARGUMENT", call);
        assertThat(failure.getDetails().getDetails().getFirst().getReason()).isEqualTo(reason);
        assertThat(lastDetail(failure)).isEqualTo("type.googleapis.com/google.rpc.BadRequest");
    }

    private static String lastDetail(GoogleJsonResponseException failure) {
        return failure.getDetails().getDetails().getLast().getType();
    }

    @Test
    void aStaleEtagAbortsADeletion() throws IOException {
        String name = translating("etag");
        failure(
                409,
                "ABORTED",
                () -> operations.delete(name).set("etag", "\"x-1\"").execute());
        assertThat(operations.get(name).execute().getDone()).isFalse();
    }

    @Test
    void aMissingOperationIsNotFound() {
        String name = LOCATION + "/operations/missing";
        assertNotFound(name, () -> operations.get(name).execute());
        assertNotFound(name, () -> operations.delete(name).execute());
        assertNotFound(
                name,
                () -> operations.cancel(name, new CancelOperationRequest()).execute());
        assertNotFound(
                name, () -> operations.wait(name, new WaitOperationRequest()).execute());
    }

    private static void assertNotFound(String name, ThrowingCallable call) {
        GoogleJsonResponseException failure = failure(404, "NOT_FOUND", call);
        assertThat(failure.getDetails().getMessage()).isEqualTo("There is no operation " + name + ".");
        assertThat(lastDetail(failure)).isEqualTo("type.googleapis.com/google.rpc.ResourceInfo");
    }

    private static GoogleJsonResponseException failure(int httpStatus, String status, ThrowingCallable call) {
        var failure = catchThrowableOfType(GoogleJsonResponseException.class, call);
        assertThat(failure.getStatusCode()).isEqualTo(httpStatus);
        GoogleJsonError error = failure.getDetails();
        assertThat(error.getCode()).isEqualTo(httpStatus);
        assertThat(error).containsEntry("status", status);
        GoogleJsonError.Details info = error.getDetails().getFirst();
        assertThat(info.getType()).isEqualTo("type.googleapis.com/google.rpc.ErrorInfo");
        assertThat(info.getReason()).isNotEmpty();
        return failure;
    }
}
