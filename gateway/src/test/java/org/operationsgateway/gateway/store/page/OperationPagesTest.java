package org.operationsgateway.gateway.store.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.expectFailure;
import static org.operationsgateway.gateway.store.StoreFixtures.newParent;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.store.OperationWriter;
import org.operationsgateway.gateway.store.filter.Scope;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Pages of lists: their order, their stability under concurrent changes, and their tokens. */
@GatewayTest
class OperationPagesTest {

    private final Parent parent = newParent();
    private final OperationWriter writer;
    private final OperationPages pages;
    private final MemoryBudget budget;

    OperationPagesTest(OperationWriter writer, OperationPages pages, MemoryBudget budget) {
        this.writer = writer;
        this.pages = pages;
        this.budget = budget;
    }

    private Mono<Page<StoredOperation>> page(Scope scope, int size, @Nullable String token) {
        return Mono.using(
                () -> budget.reservation(MemoryUse.ANSWERS),
                reservation -> pages.page(scope, size, token, reservation),
                Reservation::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 1000})
    void pagesOfAnySizeContainEachOperationOnceNewestFirst(int size) {
        create(0, 7);

        assertThat(idsFrom(null, size)).containsExactly("6", "5", "4", "3", "2", "1", "0");
    }

    @Test
    void theLastPageHasNoTokenEvenIfItIsFull() {
        create(0, 4);

        Page<StoredOperation> first = await(page(new Scope(parent), 2, null));
        Page<StoredOperation> last = await(page(new Scope(parent), 2, first.nextPageToken()));

        assertThat(ids(first)).containsExactly("3", "2");
        assertThat(first.nextPageToken()).isNotNull();
        assertThat(ids(last)).containsExactly("1", "0");
        assertThat(last.nextPageToken()).isNull();
    }

    @Test
    void anEmptyListIsOneEmptyPage() {
        assertThat(await(page(new Scope(parent), 10, null))).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void concurrentChangesDoNotShiftPages() {
        create(0, 6);
        Page<StoredOperation> first = await(page(new Scope(parent), 2, null));

        create(6, 9);
        delete(5);
        delete(4); // The last operation of the page.
        delete(2);
        await(writer.cancel(name(0)));

        assertThat(ids(first)).containsExactly("5", "4");
        assertThat(idsFrom(first.nextPageToken(), 2)).containsExactly("3", "1", "0");
    }

    @Test
    void anOperationCreatedAgainIsListedAsNew() {
        create(0, 3);
        delete(0);
        create(0, 1);

        assertThat(idsFrom(null, 10)).containsExactly("0", "2", "1");
    }

    @Test
    void aParentListsItsOperationsAndTheServiceListsAll() {
        create(0, 2);
        OperationName nested = new OperationName(new Parent(parent.path() + "/more"), "x");
        await(writer.create(running(nested)));

        assertThat(idsFrom(null, 10)).containsExactly("1", "0");
        assertThat(await(page(new Scope(Parent.SERVICE), 3, null)).items())
                .extracting(StoredOperation::operation)
                .containsExactly(running(nested), running(name(1)), running(name(0)));
    }

    @Test
    void aTokenIsValidForItsListOnly() {
        create(0, 2);
        String token = await(page(new Scope(parent), 1, null)).nextPageToken();

        expectFailure(page(new Scope(newParent()), 1, token), Reason.INVALID_PAGE_TOKEN);
        expectFailure(page(new Scope(Parent.SERVICE), 1, token), Reason.INVALID_PAGE_TOKEN);
    }

    private List<String> idsFrom(String token, int size) {
        List<String> ids = new ArrayList<>();
        String next = token;
        do {
            Page<StoredOperation> page = await(page(new Scope(parent), size, next));
            assertThat(page.items()).hasSizeBetween(1, size);
            ids.addAll(ids(page));
            next = page.nextPageToken();
        } while (next != null);
        return ids;
    }

    private static List<String> ids(Page<StoredOperation> page) {
        return page.items().stream()
                .map(snapshot -> snapshot.operation().name().id())
                .toList();
    }

    private void create(int from, int to) {
        IntStream.range(from, to).forEach(number -> await(writer.create(running(name(number)))));
    }

    private void delete(int number) {
        StepVerifier.create(writer.delete(name(number), null)).expectComplete().verify(TIMEOUT);
    }

    private OperationName name(int number) {
        return new OperationName(parent, Integer.toString(number));
    }
}
