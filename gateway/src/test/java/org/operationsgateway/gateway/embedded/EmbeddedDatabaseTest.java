package org.operationsgateway.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.OperationsGateway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A gateway with the embedded database, from start to shutdown. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void aGatewayWithoutConfigurationMigratesAnEmbeddedDatabaseAndLogsItsFolder(CapturedOutput output)
            throws Exception {
        try (ConfigurableApplicationContext gateway = start(OperationsGateway.class)) {
            String history = query(gateway, "select to_regclass('flyway_schema_history')::text");

            assertThat(history).isEqualTo("flyway_schema_history");
            assertThat(gateway.getBean(ConnectionFactory.class)).isInstanceOf(ConnectionPool.class);
            assertThat(gateway.getBeanNamesForType(DataSource.class)).isEmpty();
            assertThat(output)
                    .containsOnlyOnce("Embedded PostgreSQL 18.6 keeps its data in "
                            + folder.resolve("postgres").toRealPath() + " and listens on 127.0.0.1:");
        }
    }

    @Test
    void theServerStopsAfterAllBeansThatUseIt() {
        ConfigurableApplicationContext gateway = start(OperationsGateway.class, QueryOnShutdownConfiguration.class);
        QueryOnShutdown queryOnShutdown = gateway.getBean(QueryOnShutdown.class);
        EmbeddedServer server = gateway.getBean(EmbeddedServer.class);

        gateway.close();

        assertThat(queryOnShutdown.result).isEqualTo("running");
        assertThat(folder.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        assertThat(server.port()).isPositive();
    }

    private ConfigurableApplicationContext start(Class<?>... sources) {
        SpringApplication application = new SpringApplication(sources);
        return application.run("--server.port=0", "--gateway.embedded.data-directory=" + folder.resolve("postgres"));
    }

    private static String query(ConfigurableApplicationContext gateway, String sql) {
        return execute(gateway.getBean(DatabaseClient.class), sql).block(TIMEOUT);
    }

    private static Mono<String> execute(DatabaseClient client, String sql) {
        return client.sql(sql).mapValue(String.class).one();
    }

    static final class QueryOnShutdown implements AutoCloseable {

        private final DatabaseClient client;

        private String result = "";

        QueryOnShutdown(DatabaseClient client) {
            this.client = client;
        }

        @Override
        public void close() {
            result = execute(client, "select 'running'").blockOptional(TIMEOUT).orElse("");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class QueryOnShutdownConfiguration {

        @Bean
        QueryOnShutdown queryOnShutdown(DatabaseClient client) {
            return new QueryOnShutdown(client);
        }
    }
}
