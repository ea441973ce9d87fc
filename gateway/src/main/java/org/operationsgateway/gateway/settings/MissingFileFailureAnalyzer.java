package org.operationsgateway.gateway.settings;

import java.io.FileNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A failure analyzer for a file that a setting names and that cannot be read, such as a certificate. */
class MissingFileFailureAnalyzer extends AbstractFailureAnalyzer<FileNotFoundException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FileNotFoundException cause) {
        return new FailureAnalysis(
                "A file that the settings name cannot be read: " + cause.getMessage()
                        + ". Mount the file, correct its permissions, or correct its path (of a certificate or key, in"
                        + " spring.ssl.bundle).",
                null,
                cause);
    }
}
