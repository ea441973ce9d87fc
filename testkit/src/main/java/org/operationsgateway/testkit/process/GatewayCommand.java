package org.operationsgateway.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of a gateway process. Immutable.
 *
 * @param java the path of {@code java}
 * @param jvmOptions the options of the JVM, before the class path
 * @param program the jar or the main class
 * @param settings the settings of the gateway, each as {@code name=value}
 */
public record GatewayCommand(String java, List<String> jvmOptions, List<String> program, List<String> settings) {

    private static final String JAR_PROPERTY = "gateway.jar";
    private static final String EXTENSIBLE_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    /** Copies the lists. */
    public GatewayCommand {
        jvmOptions = List.copyOf(jvmOptions);
        program = List.copyOf(program);
        settings = List.copyOf(settings);
    }

    /** Returns a command for a packaged gateway. The first one extracts it, so that it starts faster. */
    public static GatewayCommand of(Path jar) {
        return ExtractedGateway.isSupported() ? ExtractedGateway.of(jar).command() : withoutCache(jar);
    }

    static GatewayCommand withoutCache(Path jar) {
        return new GatewayCommand(currentJava(), List.of(), List.of("-jar", jar.toString()), List.of());
    }

    /** Returns a command for a packaged gateway with a further jar on its class path. */
    public static GatewayCommand of(Path jar, Path extension) {
        return new GatewayCommand(
                currentJava(),
                List.of("-Dloader.path=" + extension),
                List.of("-cp", jar.toString(), EXTENSIBLE_LAUNCHER),
                List.of());
    }

    /** Returns a command for the jar in the property {@code gateway.jar}, with a small heap and leak detection. */
    static GatewayCommand forTests() {
        String jar = System.getProperty(JAR_PROPERTY);
        if (jar == null) {
            throw new IllegalStateException("The system property " + JAR_PROPERTY + " is missing: set it to the jar.");
        }
        // Leaked buffers are detected when they are collected: soon, in a small heap.
        return of(Path.of(jar)).withJvmOptions("-Dio.netty.leakDetection.level=paranoid", "-Xmx192m");
    }

    /** Returns this command with further options of the JVM. */
    public GatewayCommand withJvmOptions(String... options) {
        return new GatewayCommand(java, join(jvmOptions, Arrays.asList(options)), program, settings);
    }

    /** Returns this command with further settings. */
    public GatewayCommand withSettings(List<String> further) {
        return new GatewayCommand(java, jvmOptions, program, join(settings, further));
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String currentJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns the words of the command, followed by further arguments. */
    List<String> toList(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(jvmOptions);
        command.addAll(program);
        settings.forEach(setting -> command.add("--" + setting));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
