package org.operationsgateway.gateway.delivery;

import java.nio.file.Path;

/** The folders of this repository, as seen from the module that the tests run in. */
final class Repository {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Repository() {}
}
