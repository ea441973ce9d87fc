package org.operationsgateway.gateway.security.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.security.caller.CallerProperties.Mode;

class AuthenticationModeTest {

    private static boolean isAuthenticated(@Nullable Mode mode, boolean configured, String address) {
        CallerProperties properties =
                new CallerProperties(mode, List.of(), List.of(), "operations", false, List.of(), Duration.ZERO);
        return AuthenticationMode.of(properties, configured, address).required();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void withoutACredentialTheGatewayIsOpenOnLoopback(String address) {
        assertThat(isAuthenticated(null, false, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "192.0.2.1", "name.invalid"})
    void otherAddressesNeedACredentialOrTheModeOpen(String address) {
        assertThatThrownBy(() -> isAuthenticated(null, false, address))
                .isInstanceOf(SecurityModeException.class)
                .hasMessageContaining("gateway.security.api-keys")
                .hasMessageContaining("gateway.security.mode=open");
        assertThat(isAuthenticated(Mode.OPEN, false, address)).isFalse();
        assertThat(isAuthenticated(null, true, address)).isTrue();
    }

    @Test
    void theModeOpenIsStrongerThanAConfiguredCredential() {
        assertThat(isAuthenticated(Mode.OPEN, true, "0.0.0.0")).isFalse();
    }

    @Test
    void theModeAuthenticatedNeedsACredential() {
        assertThatThrownBy(() -> isAuthenticated(Mode.AUTHENTICATED, false, "127.0.0.1"))
                .isInstanceOf(SecurityModeException.class)
                .hasMessageContaining("no kind of credential");
    }
}
