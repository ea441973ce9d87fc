package org.operationsgateway.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.testkit.http.Api;
import reactor.core.publisher.Mono;

/** The references to topics of watches that are closed. */
@GatewayTest
class TopicRegistryTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String parent = "registry/" + UUID.randomUUID();
    private final Api api;
    private final TopicRegistry topics;

    TopicRegistryTest(Api api, TopicRegistry topics) {
        this.api = api;
        this.topics = topics;
    }

    @Test
    void aWatchThatIsClosedWhileItsStateIsReadLeavesNoTopic() {
        api.post("/v1/" + parent + "/operations?operationId=a", "{}");
        int before = topics.incarnations();

        Watch watch = topics.watch(OperationName.parse(parent + "/operations/a"));
        Mono<StoredOperation> state = watch.current();
        watch.close();
        state.block(TIMEOUT);

        assertThat(topics.incarnations()).isEqualTo(before);
        assertThat(topics.size()).isZero();
    }

    @Test
    void aClosedWatchReleasesItsTopicOnce() {
        Watch first = topics.watch(OperationName.parse(parent + "/operations/b"));
        Watch second = topics.watch(OperationName.parse(parent + "/operations/b"));
        first.close();
        first.close();

        assertThat(topics.size()).isEqualTo(1);
        second.close();
        assertThat(topics.size()).isZero();
    }
}
