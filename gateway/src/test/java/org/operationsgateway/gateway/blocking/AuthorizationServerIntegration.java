package org.operationsgateway.gateway.blocking;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** A BlockHound exception for the authorization server of the tests, which creates tokens on its own event loops. */
public final class AuthorizationServerIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(
                "no.nav.security.mock.oauth2.http.NettyWrapper$RouterChannelHandler", "channelRead0");
    }
}
