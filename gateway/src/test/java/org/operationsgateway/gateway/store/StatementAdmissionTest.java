package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.store.StoreFixtures.TIMEOUT;
import static org.operationsgateway.gateway.store.StoreFixtures.await;
import static org.operationsgateway.gateway.store.StoreFixtures.newParent;
import static org.operationsgateway.gateway.store.StoreFixtures.running;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.revision.LeaseStatus;
import org.operationsgateway.gateway.running.GatewayTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Floods of heartbeats while the rows of a parent are locked. */
@GatewayTest
class StatementAdmissionTest {

    /** Less than the database waits for a lock, and than the pool waits for a connection. */
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private static final int FLOOD = 1500;

    private final OperationWriter writer;
    private final OperationReader reader;
    private final ConnectionFactory connections;
    private final List<OperationName> locked = names(newParent());
    private Connection other;

    StatementAdmissionTest(OperationWriter writer, OperationReader reader, ConnectionFactory connections) {
        this.writer = writer;
        this.reader = reader;
        this.connections = connections;
    }

    private static List<OperationName> names(Parent parent) {
        return IntStream.range(0, FLOOD)
                .mapToObj(number -> new OperationName(parent, "locked-" + number))
                .toList();
    }

    @BeforeEach
    void lock() {
        await(Flux.fromIterable(locked)
                .flatMap(name -> writer.create(running(name)), 500)
                .collectList());
        other = await(Mono.from(connections.create()));
        Mono.from(other.beginTransaction()).block(TIMEOUT);
        Flux.from(other.createStatement("select from operation where parent = '"
                                + locked.getFirst().parent().path() + "' for update")
                        .execute())
                .flatMap(result -> result.map((row, metadata) -> true))
                .blockLast(TIMEOUT);
    }

    @AfterEach
    void close() {
        Mono.from(other.close()).block(TIMEOUT);
    }

    private void unlock() {
        Mono.from(other.rollbackTransaction()).block(TIMEOUT);
    }

    private List<Mono<Object>> flood() {
        List<Mono<Object>> results = locked.stream()
                .map(name -> writer.renew(name, null, null)
                        .cast(Object.class)
                        .onErrorResume(failure -> Mono.just(StoreFixtures.reason(failure)))
                        .cache())
                .toList();
        results.forEach(Mono::subscribe);
        return results;
    }

    @Test
    void heartbeatsBeyondTheCapacityAreRejectedAndAllOthersSucceed() {
        List<Mono<Object>> results = flood();
        unlock();
        List<Object> outcomes = await(Flux.concat(results).collectList());

        assertThat(outcomes).contains(Reason.OVERLOADED).hasAtLeastOneElementOfType(LeaseStatus.class);
        assertThat(outcomes).allMatch(outcome -> outcome == Reason.OVERLOADED || outcome instanceof LeaseStatus);
        assertThat(outcomes).filteredOn(Reason.OVERLOADED::equals).hasSizeLessThan(FLOOD - 1024 + 1);
    }

    @Test
    void readsAndUpdatesOfOtherOperationsGoOn() {
        OperationName updated = new OperationName(newParent(), "updated");
        await(writer.create(running(updated)));
        List<Mono<Object>> results = flood();

        assertThat(reader.current(locked.getFirst()).block(PROMPT)).isNotNull();
        assertThat(writer.update(updated, StoreFixtures.payload(1), null).block(PROMPT))
                .isNotNull();
        unlock();
        await(Flux.concat(results).collectList());
    }

    @Test
    void aFloodOfHeartbeatsShutsOutNeitherCreationsNorOtherParents() {
        List<Mono<Object>> results = flood();
        Mono<?> sibling = writer.create(
                        running(new OperationName(locked.getFirst().parent(), "sibling")))
                .cache();
        Mono<?> stranger = writer.create(running(new OperationName(newParent(), "stranger")))
                .cache();
        sibling.subscribe();
        stranger.subscribe();
        unlock();

        assertThat(sibling.block(TIMEOUT)).isNotNull();
        assertThat(stranger.block(TIMEOUT)).isNotNull();
        await(Flux.concat(results).collectList());
    }
}
