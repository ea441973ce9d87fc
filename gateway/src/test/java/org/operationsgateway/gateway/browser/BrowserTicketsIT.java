package org.operationsgateway.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;

/** The module in a page of another origin, whose server gets tickets that soon expire. */
class BrowserTicketsIT {

    private static final String[] ADMIN = {"Authorization", "Bearer ogk_admin", "Content-Type", "application/json"};
    private static final double TICKET_MILLIS = 1000;

    private static final String PAGE = """
            <!DOCTYPE html>
            <script type="module">
              const {OperationsError, configure, operation, watch, watchAll} = await import('GATEWAY/operations.js');
              const request = async target => {
                const answer = await fetch('/ticket', {method: 'POST', body: JSON.stringify(target)});
                if (answer.status === 404) throw new OperationsError({code: 404, message: await answer.text()});
                if (!answer.ok) throw new Error('No ticket');
                return answer.text();
              };
              configure({ticket: request});
              window.states = [];
              window.changes = [];
              window.statuses = [];
              const watched = watch('operations/one');
              watched.addEventListener('state', ({operation: state}) =>
                  states.push(state.done ? 'done' : state.metadata.step));
              watched.addEventListener('status', ({status}) => statuses.push(status));
              const all = watchAll('', {filter: 'metadata.step>0'});
              all.addEventListener('changed', ({operation: state}) =>
                  changes.push(state.name + ' ' + state.metadata.step));
              operation('operations/one').then(() => window.ended = true);
              operation('operations/none').catch(({code, message}) => window.unknown = code + ' ' + message);
            </script>
            """;

    @RegisterExtension
    private static final BrowserExtension EXTENSION = new BrowserExtension(
            "gateway.security.api-keys[0].name=admin",
            "gateway.security.api-keys[0].sha256=" + ApiKeyTest.ADMIN,
            "gateway.security.api-keys[0].grants[0]=admin:*",
            "gateway.security.ticket.max-age=" + (int) TICKET_MILLIS + "ms");

    private final RestartableGateway gateway = EXTENSION.gateway();
    private final BrowserContext context = EXTENSION.newContext();
    private final List<String> tickets = new ArrayList<>();
    private boolean isRefusing;
    private int refusals;

    @BeforeEach
    void start() {
        EXTENSION.show(PAGE);
        context.route("**/ticket", this::respondWithTicket);
        send("POST", "?operationId=one", step(1));
    }

    @AfterEach
    void delete() {
        send("DELETE", "/one", "");
    }

    /** What the server of the page does. */
    private void respondWithTicket(Route route) {
        if (isRefusing) {
            refusals++;
            route.fulfill(new Route.FulfillOptions().setStatus(503));
            return;
        }
        String target = route.request().postData();
        if (target.contains("operations/none")) {
            route.fulfill(new Route.FulfillOptions().setStatus(404).setBody("No such report."));
            return;
        }
        tickets.add(target);
        HttpResponse<String> response =
                gateway.api().start("POST", "/v1/tickets", target, ADMIN).join();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String body = response.body();
        int start = body.indexOf(":\"") + 2;
        route.fulfill(new Route.FulfillOptions().setBody(body.substring(start, body.indexOf('"', start))));
    }

    private static String step(int number) {
        return "{\"metadata\":{\"@type\":\"t/T\",\"step\":" + number + "}}";
    }

    private void send(String method, String suffix, String body) {
        HttpResponse<String> response = gateway.api()
                .start(method, "/v1/operations" + suffix, body, ADMIN)
                .join();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private Page open() {
        Page page = context.newPage();
        page.navigate(EXTENSION.server().uri("localhost").toString());
        page.waitForFunction("window.states?.join() === '1' && changes.join() === 'operations/one 1'");
        return page;
    }

    @Test
    void eachStreamHasATicketOfItsOwnWhichTheTabsShare() {
        Page page = open();
        page.waitForFunction("window.unknown === '404 No such report.'");
        Page other = open();
        assertThat(tickets)
                .contains("{\"name\":\"operations/one\"}", "{\"name\":\"operations\",\"filter\":\"metadata.step>0\"}");

        // A stream that is open does not end with its ticket.
        page.waitForTimeout(2 * TICKET_MILLIS);
        int number = tickets.size();
        send("PATCH", "/one", step(2));
        send("POST", "/one:complete", "{}");
        for (Page tab : List.of(page, other)) {
            tab.waitForFunction("window.ended && states.join() === '1,2,done'");
            tab.waitForFunction("changes.length === 3");
        }
        assertThat(tickets).hasSize(number);
    }

    @Test
    void anExpiredTicketIsReplacedWhenTheStreamBreaks() {
        Page page = open();
        page.waitForTimeout(2 * TICKET_MILLIS);
        tickets.clear();
        isRefusing = true;
        gateway.stop();
        page.waitForFunction("statuses.at(-1) === 'offline' || statuses.at(-1) === 'resuming'");
        gateway.restart();
        send("PATCH", "/one", step(2));
        // The ticket has expired, and there is no other one yet.
        page.waitForCondition(() -> refusals >= 2);
        assertThat(page.evaluate("statuses.at(-1)")).isEqualTo("offline");
        isRefusing = false;

        page.waitForFunction("statuses.at(-1) === 'connected' && states.join() === '1,2'");
        page.waitForFunction("changes.join() === 'operations/one 1,operations/one 2'");
        assertThat(tickets)
                .contains("{\"name\":\"operations/one\"}", "{\"name\":\"operations\",\"filter\":\"metadata.step>0\"}");
    }
}
