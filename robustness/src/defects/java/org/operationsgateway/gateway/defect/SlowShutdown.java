package org.operationsgateway.gateway.defect;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The defect {@code slow-exit}: a replica does not exit in time after SIGTERM. */
@Component
@ConditionalOnProperty(name = "defect", havingValue = "slow-exit")
final class SlowShutdown {

    @PreDestroy
    void sleep() throws InterruptedException {
        Thread.sleep(Duration.ofMinutes(5));
    }
}
