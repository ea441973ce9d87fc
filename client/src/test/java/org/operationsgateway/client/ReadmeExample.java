package org.operationsgateway.client;

import java.time.Duration;
import java.time.Instant;
import org.operationsgateway.client.produce.CreateOptions;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.progress.Progress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The example of the README: the methods between the markers are on the page. */
final class ReadmeExample {

    private final OperationsClient operations;

    ReadmeExample(OperationsClient operations) {
        this.operations = operations;
    }

    // README
    record Report(String title, int pages) {}

    Mono<Operation> produce() {
        Instant start = Instant.now();
        return operations.run(
                "projects/p",
                CreateOptions.defaults().withOperationId("report"),
                handle -> Flux.range(1, 10)
                        .delayElements(Duration.ofMillis(100))
                        .doOnNext(page -> handle.update(Progress.builder()
                                .units(page, 10)
                                .startTime(start)
                                .build()))
                        .then(Mono.just(new Report("Q3", 10))));
    }

    Mono<Report> await() { // In another process, across restarts of either.
        return operations.response("projects/p/operations/report", Report.class);
    }
    // README
}
