package org.operationsgateway.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** The sentences for values of settings that the gateway does not accept. */
class SettingValuesTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(AllSettings.class);

    @ConfigurationPropertiesScan("org.operationsgateway.gateway")
    static final class AllSettings {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Out of range.
                "gateway.api.max-body-size=0B | set it to a value from 1B to 1073741824B.",
                "gateway.api.max-body-size=2GB | set it to a value from 1B to 1073741824B.",
                "gateway.api.default-wait=-1s | set it to 0s for no wait, or to more.",
                "gateway.connections.max=0 | set it to a value from 1 to 2147483647.",
                "gateway.connections.max-per-address=-1 | set it to 0 for no limit, or to more.",
                "gateway.connections.head-timeout=0s | set it to a longer time, such as 15s.",
                "gateway.connections.body-timeout=-1s | set it to a longer time, such as 15s.",
                "gateway.connections.min-body-rate=0B | set it to a value from 1B",
                "gateway.connections.idle-timeout=0s | set it to a longer time, such as 11m.",
                "gateway.connections.resets-per-second=-1 | set it to 0 for no limit, or to more.",
                "gateway.connections.frames-per-second=-1 | set it to 0 for no limit, or to more.",
                "gateway.memory.heap-percent=0 | set it to a value from 1 to 80.",
                "gateway.memory.heap-percent=81 | set it to a value from 1 to 80.",
                "gateway.memory.max-wait=0s | set it to a longer time, such as 5s.",
                "gateway.metrics.interval=0s | set it to a longer time, such as 15s.",
                "gateway.watch.heartbeat=0s | set it to a longer time, such as 15s.",
                "gateway.watch.retry=0s | set it to a longer time, such as 2s.",
                "gateway.watch.retry-overloaded=-1ms | set it to a longer time, such as 20s.",
                "gateway.watch.max-age=-1s | set it to 0s for no limit, or to more.",
                "gateway.watch.max-streams=0 | set it to a value from 1",
                "gateway.watch.max-streams-per-client=-1 | set it to 0 for no limit, or to more.",
                "gateway.watch.drain=-1s | set it to 0s for no drain, or to more.",
                "gateway.watch.peer-timeout=0s | set it to a longer time, such as 30s.",
                "gateway.signal.pause=-1ms | set it to 0s for no pause, or to more.",
                "gateway.signal.sweep-interval=0s | set it to a longer time, such as 500ms.",
                "gateway.signal.probe-interval=0s | set it to a longer time, such as 10s.",
                "gateway.signal.probe-timeout=0s | set it to a longer time, such as 5s.",
                "gateway.store.keep-done=-1d | set it to 0s for a deletion at the end, or to more.",
                "gateway.store.keep-deleted=-1s | set it to 0s for a purge at once, or to more.",
                "gateway.store.purge-interval=0s | set it to a longer time, such as 1m.",
                "gateway.database.timeout=0s | set it to a longer time, such as 10s.",
                "gateway.database.query-timeout=0s | set it to a longer time, such as 5s.",
                "gateway.deadline.cancel-grace=-1s | set it to 0s for no grace, or to more.",
                "gateway.deadline.interval=0s | set it to a longer time, such as 1s.",
                "gateway.security.reload-interval=-1s | set it to 0s for never, or to more.",
                "gateway.security.session.max-age=31d | set it to more than 0s, and to 30d at most.",
                "gateway.security.ticket.max-age=25h | set it to more than 0s, and to 24h at most.",
                "gateway.security.limits.requests-per-second=-1 | set it to 0 for no limit, or to more.",
                "gateway.security.limits.operations=-1 | set it to 0 for no limit, or to more.",
                // In contradiction to another one.
                "gateway.api.default-wait=2m | which is longer than gateway.api.max-wait, 60s: lower the one, or raise",
                "gateway.database.query-timeout=11s | longer than gateway.database.timeout, 10s: lower the one",
                // Of another form.
                "gateway.watch.heartbeat=often | is 'often' (\"gateway.watch.heartbeat\" from property source"
                        + " \"test\"): write a number with a unit (ms, s, m, h or d), such as 30s.",
                "gateway.store.keep-done=2 weeks | write a number with a unit (ms, s, m, h or d), such as 30s.",
                "gateway.api.max-body-size=big | write a number with a unit (B, KB, MB or GB), such as 1MB.",
                "gateway.connections.max=many | write a whole number.",
                "gateway.connections.max=3000000000 | write a whole number.",
                "gateway.signal.enabled=maybe | write true or false.",
                "gateway.api.empty-result=NULL | write NONE or EMPTY.",
                "gateway.security.mode=closed | write AUTHENTICATED or OPEN.",
            })
    void aValueThatIsNotAcceptedIsNamedWithItsRemedy(String setting, String remedy) {
        assertThat(sentence(setting))
                .startsWith(setting.substring(0, setting.indexOf('=')) + " is ")
                .contains(remedy)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway.security.api-keys[0].sha256=ab | gateway.security.api-keys: a key has no name: add one",
                "gateway.security.certificates[0].grants=admin:* | gateway.security.certificates: a certificate has no",
                "gateway.security.issuers[0].audiences=a | gateway.security.issuers: an issuer has no issuer-uri: add",
                "gateway.security.grants[0].claim=team | gateway.security.grants: an entry needs either a principal",
            })
    void anIncompleteEntryIsNamedWithItsRemedy(String setting, String sentence) {
        assertThat(sentence(setting)).startsWith(sentence);
    }

    @Test
    void theDefaultsAreAccepted() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    /** Returns what is printed if the application starts with a setting. */
    private String sentence(String setting) {
        StringBuilder sentence = new StringBuilder();
        application
                .withPropertyValues(setting)
                .run(context -> sentence.append(analyze(Objects.requireNonNull(context.getStartupFailure()))
                        .getDescription()));
        return sentence.toString();
    }

    /** Analyzes a failure as Spring Boot does: the first analyzer that knows it. */
    private static FailureAnalysis analyze(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                // Others need a bean factory.
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, other) -> {}))
                .stream()
                .filter(analyzer -> analyzer.getClass().getPackage().equals(SettingRules.class.getPackage()))
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(failure));
    }
}
