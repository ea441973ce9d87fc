package org.operationsgateway.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SseParserProperties {

    @Property
    void piecesMayEndAnywhere(@ForAll @Size(max = 40) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        byte[] bytes = SseParserTest.EVERYTHING.getBytes(UTF_8);
        assertThat(SseParserTest.parseInPieces(bytes, sizes)).isEqualTo(SseParserTest.parse(SseParserTest.EVERYTHING));
    }
}
