package org.operationsgateway.gateway.security.caller;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A failure analyzer that prints the message of a {@link SecurityModeException}. */
class SecurityModeFailureAnalyzer extends AbstractFailureAnalyzer<SecurityModeException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SecurityModeException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
