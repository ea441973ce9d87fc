package org.operationsgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A test of the client as a named module, without the libraries that are optional. */
class ModuleTest {

    private static final String MODULE = "org.operationsgateway.client";
    private static final Pattern REQUIRED = Pattern.compile(
            ".*/(classes|.*core-[0-9][^/]*|(jspecify|reactor|reactive|netty|micrometer|jackson-core)-[^/]*[.]jar)");

    @Test
    void aRequestOfTheModuleReachesTheNetwork() throws ReflectiveOperationException, IOException {
        Class<?> api = load(OperationsClient.class);
        Class<?> builders = load(OperationsClientBuilder.class);

        Object builder = api.getMethod("builder").invoke(null);
        builders.getMethod("baseUrl", String.class).invoke(builder, "http://localhost:" + closedPort());
        try (AutoCloseable client = (AutoCloseable) builders.getMethod("build").invoke(builder)) {
            Object request = api.getMethod("get", String.class).invoke(client, "operations/a");
            Throwable failure =
                    catchThrowable(() -> request.getClass().getMethod("block").invoke(request));

            assertThat(api.getModule().getName()).isEqualTo(MODULE);
            assertThat(failure.getCause()).hasMessageContaining("Connection refused");
        } catch (ReflectiveOperationException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Class<?> load(Class<?> type) throws ClassNotFoundException {
        return LayerHolder.LAYER.findLoader(MODULE).loadClass(type.getName());
    }

    private static final class LayerHolder {

        static final ModuleLayer LAYER = layer();

        private static ModuleLayer layer() {
            Path[] path = Pattern.compile(Pattern.quote(File.pathSeparator))
                    .splitAsStream(System.getProperty("java.class.path"))
                    .filter(entry -> REQUIRED.matcher(entry).matches())
                    .map(Path::of)
                    .toArray(Path[]::new);
            Configuration required = ModuleLayer.boot()
                    .configuration()
                    .resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of(MODULE));
            return ModuleLayer.boot().defineModulesWithOneLoader(required, ClassLoader.getPlatformClassLoader());
        }
    }
}
