package org.operationsgateway.cli.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of properties with the server, its token and the parent. Immutable.
 *
 * @param path the location
 * @param properties {@code url}, {@code token} and {@code parent}, none of which is required
 */
record ContextFile(Path path, Properties properties) {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /** Reads a file; fails with {@link ContextException} if it cannot be read. */
    static ContextFile read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
            properties.load(reader);
            return new ContextFile(path, properties);
        } catch (NoSuchFileException e) {
            throw new ContextException("The context file " + path + " does not exist.");
        } catch (IOException | IllegalArgumentException e) {
            // The message of the cause may contain a part of the file.
            throw new ContextException("The context file " + path
                    + " cannot be read: it must be readable, and have lines such as url=https://host.");
        }
    }

    /** Reads a file as {@link #read} does; an absent one has no properties. */
    static ContextFile readIfPresent(Path path) {
        return Files.exists(path) ? read(path) : new ContextFile(path, new Properties());
    }

    @Nullable
    String url() {
        return property("url");
    }

    @Nullable
    String token() {
        return property("token");
    }

    @Nullable
    String parent() {
        return property("parent");
    }

    private @Nullable String property(String name) {
        String value = properties.getProperty(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Returns whether users other than the owner can read the file; false if permissions are not supported. */
    boolean isReadableByOthers() {
        try {
            return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
