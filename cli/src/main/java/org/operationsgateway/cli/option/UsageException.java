package org.operationsgateway.cli.option;

import java.util.function.Supplier;
import org.operationsgateway.core.rpc.StatusException;

/** An invalid option or argument. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    /** Returns a value, or fails with the message of the status with which it is refused. */
    public static <T> T ifRefused(Supplier<T> value) {
        try {
            return value.get();
        } catch (StatusException refused) {
            throw new UsageException(refused.status().message());
        }
    }
}
