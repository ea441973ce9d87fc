package org.operationsgateway.gateway.http;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.TokenStreamFactory;

/** The configuration of the JSON codecs of the framework, which keep no field names that a client has sent. */
@Configuration(proxyBeanMethods = false)
class JsonCodecConfiguration {

    @Bean
    JsonFactoryBuilderCustomizer transientNames() {
        return builder -> builder.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES);
    }
}
