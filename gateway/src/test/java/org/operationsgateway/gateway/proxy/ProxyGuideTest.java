package org.operationsgateway.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.gateway.delivery.Repository;
import org.operationsgateway.testkit.proxy.ProxyConfiguration;
import org.operationsgateway.testkit.proxy.ProxyProgram;

/** A test that the guide shows the configurations that {@link ProxiesIT} runs. */
class ProxyGuideTest {

    @ParameterizedTest
    @EnumSource
    void theGuideShowsTheConfigurationThatIsTested(ProxyProgram program) throws IOException {
        String tested = ProxyConfiguration.read(program, Repository.ROOT.resolve("config/proxies"))
                .text();
        assertThat(Files.readString(Repository.ROOT.resolve("docs/proxies.md"))).contains("\n" + tested + "```");
    }
}
