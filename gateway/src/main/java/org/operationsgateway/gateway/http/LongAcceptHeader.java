package org.operationsgateway.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The reduction of long {@code Accept} headers to the media ranges that a response of the gateway can match.
 *
 * <p>WebFlux compares each range with each other, and fails with an internal error if there are more than 50.
 */
final class LongAcceptHeader {

    /** No browser and no known library sends more ranges. */
    private static final int MAX_RANGES = 32;

    private static final List<String> MATCHING = List.of(
            "*",
            "application/*",
            "application/json",
            "application/x-ndjson",
            "application/vnd.spring-boot.actuator",
            "application/openmetrics-text",
            "text/*",
            "text/event-stream",
            "text/html",
            "text/plain");

    private LongAcceptHeader() {}

    /** Removes ranges that match nothing, if there are too many. The first range stays: the header is not empty. */
    static void reduce(HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.ACCEPT);
        if (lines.stream().mapToInt(LongAcceptHeader::commas).sum() + lines.size() > MAX_RANGES) {
            List<String> ranges = lines.stream()
                    .flatMap(line -> Stream.of(line.split(",")))
                    .map(String::strip)
                    .toList();
            Stream<String> kept = Stream.concat(
                    ranges.stream().limit(1), ranges.stream().skip(1).filter(LongAcceptHeader::matches));
            headers.set(
                    HttpHeaderNames.ACCEPT,
                    String.join(", ", kept.limit(MAX_RANGES).toList()));
        }
    }

    private static int commas(String line) {
        int commas = 0;
        for (int i = line.indexOf(','); i >= 0; i = line.indexOf(',', i + 1)) {
            commas++;
        }
        return commas;
    }

    private static boolean matches(String range) {
        String type = range.toLowerCase(Locale.ROOT);
        return MATCHING.stream().anyMatch(type::startsWith);
    }
}
