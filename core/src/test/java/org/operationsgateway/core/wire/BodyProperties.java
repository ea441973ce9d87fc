package org.operationsgateway.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.operationsgateway.core.fixture.Fixture;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.StatusException;

/** A robustness test of the body parsers: any bytes are parsed, or rejected as an error of the client. */
class BodyProperties {

    private static final OperationName NAME = OperationName.parse("operations/1");

    private static final List<Function<byte[], Operation>> READERS = List.of(
            OperationJson::parse,
            body -> OperationDraft.parse(body).named(NAME),
            body -> new Operation(NAME, MetadataUpdate.parse(body).metadata(), State.RUNNING),
            body -> {
                Completion completion = Completion.parse(body);
                return new Operation(NAME, completion.metadata(), new State.Done(completion.outcome()));
            });

    @Property
    void anyBytesAreReadOrRejected(@ForAll byte[] body) {
        assertReadOrRejected(body);
    }

    @Property(tries = 5000)
    void anyTokensAreReadOrRejected(@ForAll("tokens") String body) {
        assertReadOrRejected(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 5000)
    void corruptedBodiesAreReadOrRejected(@ForAll("corruptedBodies") byte[] body) {
        assertReadOrRejected(body);
    }

    private static void assertReadOrRejected(byte[] body) {
        for (Function<byte[], Operation> reader : READERS) {
            try {
                assertRoundTrip(reader.apply(body));
            } catch (MalformedJsonException | StatusException rejected) {
                assertThat(rejected).message().isNotBlank();
            }
        }
    }

    /** Asserts that an operation can be written, encoded as UTF-8, stored in PostgreSQL (no NUL) and parsed again. */
    private static void assertRoundTrip(Operation operation) {
        String json = OperationJson.write(operation);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(OperationJson.parse(bytes)).isEqualTo(operation);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(json);
        // An even number of backslashes before it are escaped backslashes, followed by plain text.
        assertThat(JsonParser.parseString(json).toString()).doesNotContainPattern("(?<!\\\\)(\\\\\\\\)*\\\\u0000");
    }

    @Provide
    Arbitrary<String> tokens() {
        return token().list().ofMaxSize(12).map(tokens -> String.join("", tokens));
    }

    private static Arbitrary<String> token() {
        String tokens = "{ } [ ] , : ' {'name':'operations/1' '@type':'a.B' 'metadata':{ 'done':true 'error':{'code':5"
                + " {'error':{'message':' 'details':[ 'response':{ null 1 \\ \\u0000 \\uD83D \\uDE00 é 😀 \u0000 \n";
        return Arbitraries.of(Bodies.json(tokens).split(" "));
    }

    /** Returns bodies of the fixtures, in which up to four bytes are replaced by other bytes or removed. */
    @Provide
    Arbitrary<byte[]> corruptedBodies() {
        Arbitrary<byte[]> bodies = Arbitraries.of(Fixture.class)
                .map(fixture ->
                        fixture.completion().orElseGet(() -> fixture.operation().getBytes(StandardCharsets.UTF_8)));
        Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 4);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(4);
        Arbitrary<byte[]> tokens = token().map(text -> text.getBytes(StandardCharsets.UTF_8));
        Arbitrary<Double> positions = Arbitraries.doubles().between(0, 1);
        return Combinators.combine(bodies, positions, lengths, Arbitraries.oneOf(bytes, tokens))
                .as(BodyProperties::replaced);
    }

    private static byte[] replaced(byte[] body, double position, int length, byte[] replacement) {
        int start = (int) (position * body.length);
        int end = Math.min(start + length, body.length);
        return ByteBuffer.allocate(start + replacement.length + body.length - end)
                .put(body, 0, start)
                .put(replacement)
                .put(body, end, body.length - end)
                .array();
    }
}
