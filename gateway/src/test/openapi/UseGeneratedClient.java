import java.util.List;
import java.util.Objects;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DefaultApi;
import org.openapitools.client.model.Any;
import org.openapitools.client.model.Completion;
import org.openapitools.client.model.GatewayView;
import org.openapitools.client.model.Operation;
import org.openapitools.client.model.OperationDraft;
import org.openapitools.client.model.Status;
import org.openapitools.client.model.UpdateOperationRequest;

/** A program that uses the generated client. Its argument is the URL of a parent. It fails if an answer is wrong. */
public final class UseGeneratedClient {

    private static final String TYPE = "types.example.com/Progress";

    private final DefaultApi operations;

    private UseGeneratedClient(String parent) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(parent);
        operations = new DefaultApi(client);
    }

    public static void main(String[] arguments) throws ApiException {
        UseGeneratedClient program = new UseGeneratedClient(arguments[0]);
        program.completes("one");
        program.completes("an/id/of/segments");
        program.fails();
        program.isRefused();
    }

    private void completes(String id) throws ApiException {
        Operation created = create(id);
        equal(Boolean.FALSE, created.getDone());
        equal(created, get(id));
        equal(List.of(created), operations.listOperations(null, "done=false", 10, null, null, null).getOperations());

        UpdateOperationRequest update = new UpdateOperationRequest().metadata(progress(2));
        equal(progress(2), operations.updateOperation(id, update, null, null, null, null, "r-1").getMetadata());

        Completion completion = new Completion().response(progress(3));
        Operation done = operations.completeOperation(id, "FULL", null, null, null, completion);
        GatewayView gateway = Objects.requireNonNull(done.getGateway());
        equal(Boolean.TRUE, done.getDone());
        equal(progress(3), done.getResponse());
        equal(gateway.getUpdateTime(), gateway.getEndTime());
        equal(done.gateway(null), get(id));
        equal(List.of(), operations.listOperations(null, "done=false", 10, null, null, null).getOperations());
    }

    private void fails() throws ApiException {
        create("failed");
        Status error = new Status().code(9).message("No space is left.");
        operations.completeOperation("failed", null, null, null, null, new Completion().error(error));
        equal(error, get("failed").getError());
        operations.cancelOperation("failed", null, null);
        operations.deleteOperation("failed", null, null);
    }

    private void isRefused() {
        try {
            get("none");
        } catch (ApiException refused) {
            equal(404, refused.getCode());
            return;
        }
        throw new AssertionError("An operation that does not exist was found.");
    }

    private Operation create(String id) throws ApiException {
        OperationDraft draft = new OperationDraft().metadata(progress(1));
        return operations.createOperation(id, null, null, null, null, null, null, draft);
    }

    private Operation get(String id) throws ApiException {
        return operations.getOperation(id, null, null);
    }

    /** Returns a payload as a map. The generated setter of its type has no effect on the JSON. */
    private static Any progress(int step) {
        Any progress = new Any();
        progress.put("@type", TYPE);
        progress.put("step", step);
        return progress;
    }

    private static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("Expected " + expected + ", got " + actual);
        }
    }
}
