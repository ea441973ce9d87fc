package org.operationsgateway.cli.progress;

import java.util.Locale;
import org.operationsgateway.cli.terminal.Colour;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Code;

/** The state of an operation in one word. */
public enum Phase {
    RUNNING(Colour.BLUE),
    /** Ended with a response or without a result. */
    DONE(Colour.GREEN),
    /** Ended with an error other than CANCELLED. */
    FAILED(Colour.RED),
    CANCELLED(Colour.YELLOW);

    private final Colour colour;

    Phase(Colour colour) {
        this.colour = colour;
    }

    /** Returns the phase of an operation. */
    public static Phase of(Operation operation) {
        return switch (operation.state()) {
            case State.Running running -> RUNNING;
            case State.Done done -> of(done.outcome());
        };
    }

    private static Phase of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> DONE;
            case Outcome.NoResult noResult -> DONE;
            case Outcome.Failure failure -> failure.error().number() == Code.CANCELLED.number() ? CANCELLED : FAILED;
        };
    }

    /** Returns the word, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the colour on a terminal. */
    public Colour colour() {
        return colour;
    }
}
