package org.operationsgateway.gateway.delivery;

import java.nio.file.Path;

/** The root folder of this repository. The tests run in the folder of a module. */
public final class Repository {

    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Repository() {}
}
