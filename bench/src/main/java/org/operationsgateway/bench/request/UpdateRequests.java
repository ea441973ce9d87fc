package org.operationsgateway.bench.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.operationsgateway.bench.measurement.Deliveries;

/** Messages to the topics in turn, without an end. */
public final class UpdateRequests implements RequestSource {

    private final List<Request> requests;
    private final Deliveries deliveries;
    private int next;

    /** Takes the requests of so many topics, and tells who is to receive what. */
    public UpdateRequests(int topics, IntFunction<RequestTemplate> template, Deliveries deliveries) {
        requests = new ArrayList<>(topics);
        for (int topic = 0; topic < topics; topic++) {
            requests.add(new Request(topic, template.apply(topic)));
        }
        this.deliveries = deliveries;
    }

    @Override
    public Request next() {
        Request request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        return request;
    }

    @Override
    public void answered(Answer answer) {
        if (answer.ok()) {
            deliveries.acknowledged(answer.id(), answer.intended());
        }
    }
}
