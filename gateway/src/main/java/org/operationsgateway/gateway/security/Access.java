package org.operationsgateway.gateway.security;

import java.util.Objects;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.name.ParentSet;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.grant.Permission;
import org.operationsgateway.gateway.security.principal.Caller;
import org.springframework.web.server.ServerWebExchange;

/** The check of the caller's grants for a request, before anything else about the request is known. */
public final class Access {

    private static final String PARENTS = Access.class.getName() + ".parents";

    private Access() {}

    /** Fails with PERMISSION_DENIED if the permission is not granted for the operations of a parent. */
    public static void require(ServerWebExchange exchange, Permission permission, Parent parent) {
        if (!Caller.of(exchange).grants().allow(permission, parent)) {
            throw denied();
        }
    }

    /**
     * Records the parents for which a permission is granted, for {@link #parents}. Fails with PERMISSION_DENIED if
     * there is none.
     */
    public static void requireAny(ServerWebExchange exchange, Permission permission) {
        ParentSet parents = Caller.of(exchange).grants().parents(permission);
        if (parents.isEmpty()) {
            throw denied();
        }
        exchange.getAttributes().put(PARENTS, parents);
    }

    /** Returns the parents whose operations the caller may see in this list or stream, after {@link #requireAny}. */
    public static ParentSet parents(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.getAttribute(PARENTS), "The grants have not been checked.");
    }

    /** Returns the same exception for a parent with operations and for one without. */
    public static StatusException denied() {
        return StatusException.of(
                Reason.PERMISSION_DENIED, "The caller has no grant that allows this method for this parent.");
    }
}
