package org.operationsgateway.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.name.ParentPattern;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.security.caller.Issuer;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Random requests of callers with random grants: no operation outside of the grants is in any response. Each operation
 * contains a marker with its parent.
 */
@GatewayTest(properties = {"gateway.watch.heartbeat=500ms", "gateway.security.limits.refusals-per-second=0"})
@DirtiesContext
class ForeignOperationsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    // Not closed: CI runs a failed test once more, in the same JVM.
    private static final Issuer ISSUER = new Issuer();
    private static final int REQUESTS = 60;
    private static final Pattern MARKER = Pattern.compile("marker<([^>]*)>");
    private static final Pattern PAGE_TOKEN = Pattern.compile("\"nextPageToken\":\"([^\"]+)\"");
    private static final Pattern EVENT_ID = Pattern.compile("(?m)^id: (.+)$");
    private static final List<String> SEGMENTS = List.of("a", "b", "ab", "jobs");

    private final Api api;
    private final String root = "r" + UUID.randomUUID();
    private final List<String> parents = new ArrayList<>();

    ForeignOperationsTest(Api api) {
        this.api = api;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
    }

    @BeforeEach
    void create() {
        for (String first : SEGMENTS) {
            parents.add(root + "/" + first);
            for (String second : SEGMENTS) {
                parents.add(root + "/" + first + "/" + second);
            }
        }
        for (String parent : parents) {
            create(parent, "x");
        }
    }

    private void create(String parent, String id) {
        String body = "{\"metadata\":{\"@type\":\"t/T\",\"text\":\"marker<" + parent + ">\"}}";
        HttpResponse<String> created = api.send(
                "POST",
                "/v1/" + parent + "/operations?operationId=" + id,
                body,
                "Authorization",
                "Bearer " + admin(),
                "Content-Type",
                "application/json");
        assertThat(created.statusCode()).isEqualTo(200);
    }

    private static String admin() {
        return ISSUER.token(HOUR, "admin:*");
    }

    private String get(String target, String token, String accept) {
        return api.get("/v1/" + target, "Authorization", "Bearer " + token, "Accept", accept)
                .body();
    }

    /** Returns a parent, a parent above, or one with wildcards. */
    private String pattern(Random random) {
        StringBuilder pattern = new StringBuilder(random.nextInt(8) == 0 ? "-" : root);
        for (int depth = random.nextInt(3); depth > 0; depth--) {
            pattern.append('/').append(random.nextInt(3) == 0 ? "-" : SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        return pattern.toString();
    }

    private void assertOnly(String response, List<ParentPattern> granted, String request) {
        Matcher marker = MARKER.matcher(response);
        while (marker.find()) {
            Parent parent = new Parent(marker.group(1));
            assertThat(granted)
                    .as("the grants for %s in the response to %s", parent, request)
                    .anyMatch(pattern -> pattern.matches(parent));
        }
        for (String parent : parents) {
            boolean visible = granted.stream().anyMatch(pattern -> pattern.matches(new Parent(parent)));
            assertThat(visible || !response.contains(parent + "/operations/"))
                    .as("no name of %s in the response to %s: %s", parent, request, response)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 5, 6})
    void noResponseContainsAForeignOperation(long seed) throws IOException {
        Random random = new Random(seed);
        String pageToken = group(PAGE_TOKEN, get("operations?pageSize=1", admin(), "application/json"));
        String cursor = cursor("operations", admin());
        for (int i = 0; i < REQUESTS; i++) {
            List<String> grants = new ArrayList<>();
            List<ParentPattern> granted = new ArrayList<>();
            for (int grant = random.nextInt(3); grant >= 0; grant--) {
                String pattern = pattern(random);
                granted.add(ParentPattern.parse(pattern));
                grants.add("viewer:" + pattern);
            }
            String token = ISSUER.token(HOUR, grants.toArray(String[]::new));
            String query = random.nextInt(3) == 0 ? "?filter=" + encode("metadata.text:marker") : "?pageSize=7";
            String listed = random.nextInt(3) == 0 ? "operations" : pattern(random) + "/operations";
            assertOnly(get(listed + query, token, "application/json"), granted, grants + " list " + listed + query);
            assertOnly(
                    get(listed + "?pageToken=" + encode(pageToken), token, "application/json"),
                    granted,
                    grants + " page of " + listed);
            String parent = parents.get(random.nextInt(parents.size()));
            for (String verb : List.of("", ":history", ":wait?timeout=0s")) {
                String name = parent + "/operations/x" + verb;
                assertOnly(withoutName(get(name, token, "application/json"), name), granted, grants + " " + name);
            }
            if (i % 10 == 0) {
                assertOnly(stream(listed, token, "", parent), granted, grants + " stream " + listed);
                String other = parents.get(random.nextInt(parents.size()));
                String names = "operations?name=" + parent + "/operations/x&name=" + other + "/operations/x";
                assertOnly(snapshot(names, token), granted, grants + " stream " + names);
                assertOnly(stream(listed, token, cursor, parent), granted, grants + " resumed stream " + listed);
            }
        }
    }

    /** A request for an operation by its name may be answered with the name. */
    private static String withoutName(String response, String name) {
        int end = name.indexOf(':');
        return response.contains("\"error\"")
                ? response.replace(end < 0 ? name : name.substring(0, end), "")
                : response;
    }

    /** Returns what a stream contains, up to two operations of a parent that are created meanwhile. */
    private String stream(String listed, String token, String lastEventId, String parent) throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String query = lastEventId.isEmpty() ? "" : "?lastEventId=" + encode(lastEventId);
            connection.get("/v1/" + listed + query, "Accept: text/event-stream", "Authorization: Bearer " + token);
            RawConnection.Head head = connection.head();
            if (head.statusCode() != 200) {
                return connection.text(head.contentLength());
            }
            StringBuilder events = new StringBuilder();
            if (lastEventId.isEmpty()) {
                while (events.indexOf("event: synced") < 0) {
                    events.append(connection.chunkText());
                }
            }
            // The first change is read from the log, the second one is live. A bookmark is later than its change.
            for (int change = 0; change < 2; change++) {
                create(parent, "live-" + UUID.randomUUID());
                int start = events.length();
                while (events.indexOf("event: bookmark", start) < 0 && events.indexOf("marker<", start) < 0) {
                    events.append(connection.chunkText());
                }
            }
            return events.toString();
        }
    }

    /** Returns the first events of a stream, or the error. */
    private String snapshot(String target, String token) throws IOException {
        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.get("/v1/" + target, "Accept: text/event-stream", "Authorization: Bearer " + token);
            RawConnection.Head head = connection.head();
            if (head.statusCode() != 200) {
                return connection.text(head.contentLength());
            }
            StringBuilder events = new StringBuilder();
            while (events.indexOf("event: synced") < 0) {
                events.append(connection.chunkText());
            }
            return events.toString();
        }
    }

    private String cursor(String listed, String token) throws IOException {
        Matcher id = EVENT_ID.matcher(snapshot(listed, token));
        String last = "";
        while (id.find()) {
            last = id.group(1);
        }
        return last;
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
