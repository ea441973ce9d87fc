package org.operationsgateway.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.process.GatewayExtension;

/**
 * A test of the Java client that openapi-generator makes from the OpenAPI document: generated, compiled together with
 * {@code src/test/openapi/UseGeneratedClient.java}, and run. The generator is no dependency, because its jar contains
 * other versions of many libraries.
 */
@Timeout(300)
class OpenApiGeneratorIT {

    private static final Path GENERATOR = Path.of(System.getProperty("openapi-generator.jar"));
    private static final Path DOCUMENT = Path.of("src", "main", "resources", "openapi.json");
    private static final Path PROGRAM = Path.of("src", "test", "openapi", "UseGeneratedClient.java");
    private static final long TIMEOUT_SECONDS = 120;
    /** The class path of the tests, which contains Jackson 2. */
    private static final String LIBRARIES = System.getProperty("java.class.path");

    @RegisterExtension
    private static final GatewayExtension EXTENSION = new GatewayExtension();

    @Test
    void theGeneratedJavaClientGetsListsCreatesAndCompletes(@TempDir Path folder)
            throws IOException, InterruptedException {
        generate(folder);
        Path classes = folder.resolve("classes");
        compile(folder.resolve("src/main/java"), classes);

        String root = EXTENSION.gateway().uri("/v1").toString();
        run(folder, "-cp", classes + System.getProperty("path.separator") + LIBRARIES, "UseGeneratedClient", root);
        String nested = root + "/projects/p/locations/l";
        run(folder, "-cp", classes + System.getProperty("path.separator") + LIBRARIES, "UseGeneratedClient", nested);
    }

    private static void generate(Path folder) throws IOException, InterruptedException {
        run(
                folder,
                "-jar",
                GENERATOR.toString(),
                "generate",
                "--generator-name=java",
                "--library=native",
                "--input-spec=" + DOCUMENT.toAbsolutePath(),
                "--output=" + folder,
                "--additional-properties=useJakartaEe=true,openApiNullable=false");
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<Path> files = new ArrayList<>(List.of(PROGRAM));
        try (Stream<Path> generated = Files.walk(sources)) {
            generated.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        List<String> options = List.of("-proc:none", "-cp", LIBRARIES, "-d", classes.toString());
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            output, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(output.toString()).isTrue();
        }
    }

    private static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
