package org.operationsgateway.bench.request;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.operationsgateway.bench.measurement.Deliveries;

/** An endless source of updates to the topics in turn. */
public final class UpdateRequests implements RequestSource {

    private final List<Request> requests;
    private final Deliveries deliveries;
    private int next;

    /**
     * Creates a source.
     *
     * @param template returns the update of a topic
     * @param deliveries counts the acknowledged updates
     */
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
    public void onResponse(Response response) {
        if (response.isSuccess()) {
            deliveries.acknowledged(response.id(), response.due());
        }
    }
}
