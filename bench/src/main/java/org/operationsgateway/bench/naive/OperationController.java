package org.operationsgateway.bench.naive;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP endpoints of the naive implementation, with the paths and bodies of the gateway. */
@RestController
@RequestMapping("/v1/operations")
class OperationController {

    private final ChangeStore store;
    private final Notifications notifications;
    private final JsonMapper json;

    OperationController(ChangeStore store, Notifications notifications, JsonMapper json) {
        this.store = store;
        this.notifications = notifications;
        this.json = json;
    }

    @PostMapping
    Mono<Change> create(@RequestParam String operationId, @RequestBody JsonNode body) {
        return store.create("operations/" + operationId, body.path("metadata").toString());
    }

    @PatchMapping("/{id}")
    Mono<Change> update(@PathVariable String id, @RequestBody JsonNode body) {
        return store.update("operations/" + id, body.path("metadata").toString());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Change> find(@PathVariable String id) {
        return store.find("operations/" + id);
    }

    @GetMapping(path = "/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> stream(@PathVariable String id) {
        String name = "operations/" + id;
        return store.find(name)
                .concatWith(notifications.changes(name))
                .map(change ->
                        ServerSentEvent.builder(json.writeValueAsString(change)).build());
    }
}
