package org.operationsgateway.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.running.GatewayTest;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the JSON codecs of the framework. */
@GatewayTest
class JsonCodecTest {

    private final JsonMapper mapper;

    JsonCodecTest(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Test
    void theFieldNamesOfARequestAreNotKept() {
        assertThat(mapper.tokenStreamFactory().isEnabled(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES))
                .isFalse();
    }
}
