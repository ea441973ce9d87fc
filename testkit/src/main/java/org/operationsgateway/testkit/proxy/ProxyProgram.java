package org.operationsgateway.testkit.proxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The proxies, each with the command that starts it in the foreground and with a main configuration as in Debian. */
public enum ProxyProgram {
    NGINX("nginx", "nginx.conf", "nginx.conf", "HUP"),
    HAPROXY("haproxy", "haproxy.cfg", "haproxy.cfg", "USR2"),
    APACHE("apache2", "apache.conf", "apache2.conf", "USR1"),
    CADDY("caddy", "Caddyfile", "Caddyfile", "USR1");

    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");

    /** The name of the configuration under test in the folder of the process. */
    static final String INCLUDED = "operations.conf";

    private final String command;
    private final String configurationName;
    private final String mainName;
    private final String reloadSignal;

    ProxyProgram(String command, String configurationName, String mainName, String reloadSignal) {
        this.command = command;
        this.configurationName = configurationName;
        this.mainName = mainName;
        this.reloadSignal = reloadSignal;
    }

    /** Returns whether the program is installed. */
    public boolean isInstalled() {
        return executable().isPresent();
    }

    private Optional<Path> executable() {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the name of the file for this proxy in {@code config/proxies}. */
    public String configurationName() {
        return configurationName;
    }

    /** Returns the name of the main configuration, which includes the one under test. */
    String mainName() {
        return mainName;
    }

    /** Returns the signal that reloads the configuration. Open connections continue. */
    String reloadSignal() {
        return reloadSignal;
    }

    /** Returns the words of the command that starts the proxy in the foreground. */
    List<String> command(Path folder) {
        String program = executable()
                .orElseThrow(() -> new IllegalStateException(command + " is not installed."))
                .toString();
        String main = folder.resolve(mainName).toString();
        return switch (this) {
            case NGINX -> List.of(program, "-p", folder.toString(), "-c", main);
            case HAPROXY ->
                List.of(
                        program,
                        "-W",
                        "-db",
                        "-f",
                        main,
                        "-f",
                        folder.resolve(INCLUDED).toString());
            case APACHE -> List.of(program, "-DFOREGROUND", "-C", "Define FOLDER " + folder, "-f", main);
            case CADDY -> List.of(program, "run", "--adapter", "caddyfile", "--config", main);
        };
    }
}
