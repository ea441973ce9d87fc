package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Requests that are expensive to parse. */
final class HostileParsing {

    private static final String BODY = "{\"metadata\":{\"@type\":\"t/T\"}}";

    private HostileParsing() {}

    static void etagWithSpaces(Victim victim) {
        byte[] body = BODY.getBytes(ISO_8859_1);
        Parallel.run(
                8,
                number -> victim.exchange(
                        Requests.json("PATCH", TestData.LARGE, "If-Match: x" + " ".repeat(60_000) + "x\r\n", body)));
    }

    static void longUpdateMask(Victim victim) {
        String mask = IntStream.range(0, 4_000).mapToObj(i -> "metadata").collect(Collectors.joining(","));
        Parallel.run(
                8, number -> victim.exchange(Requests.json("PATCH", TestData.LARGE + "?updateMask=" + mask, BODY)));
    }

    static void emptyGzipMembers(Victim victim) throws IOException {
        byte[] members = emptyMembers(8_000);
        Parallel.run(
                8,
                number -> victim.exchange(
                        Requests.json("POST", TestData.COLLECTION, "Content-Encoding: gzip\r\n", members)));
    }

    private static byte[] emptyMembers(int count) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        new GZIPOutputStream(member).close();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            members.write(member.toByteArray());
        }
        return members.toByteArray();
    }

    static void manyMediaRanges(Victim victim) {
        String ranges = IntStream.range(0, 2_000).mapToObj(i -> "a/b" + i).collect(Collectors.joining(","));
        Parallel.run(
                200,
                number -> victim.exchange(Requests.get(TestData.LARGE)
                        .replace("\r\n\r\n", "\r\nAccept: " + ranges + "\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1)));
    }

    /** Sends field names that were never sent before. */
    static void freshFieldNames(Victim victim) {
        for (int batch = 0; batch < 10; batch++) {
            Parallel.run(8, number -> victim.exchange(freshNames()));
        }
    }

    private static byte[] freshNames() throws IOException {
        long seed = ThreadLocalRandom.current().nextLong() >>> 1;
        StringBuilder body = new StringBuilder("{\"metadata\":{\"@type\":\"t/T\"");
        for (int i = 0; i < 30_000; i++) {
            body.append(",\"f").append(seed).append(i).append("\":1");
        }
        return Requests.json("POST", TestData.COLLECTION, body.append("}}").toString());
    }

    static void expensiveFilters(Victim victim) {
        String terms =
                IntStream.range(0, 100).mapToObj(i -> "metadata.v.a:x" + i).collect(Collectors.joining("%20OR%20"));
        Parallel.run(60, number -> victim.send(Requests.stream(TestData.COLLECTION + "?filter=" + terms)));
        Parallel.run(10, number -> victim.send(Requests.get(TestData.COLLECTION + "?filter=" + terms)));
        Parallel.run(
                5,
                number -> victim.exchange(
                        Requests.json("PATCH", TestData.ARRAY, "{\"metadata\":" + TestData.arrayMetadata() + "}")));
    }
}
