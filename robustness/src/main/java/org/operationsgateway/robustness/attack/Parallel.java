package org.operationsgateway.robustness.attack;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Actions that run at the same time. */
final class Parallel {

    /** An action with a number. */
    @FunctionalInterface
    interface Action {
        void run(int number) throws IOException;
    }

    private Parallel() {}

    /** Runs an action for each number below a limit; ignores the connections that the gateway refuses or closes. */
    static void run(int count, Action action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                threads.execute(() -> attempt(action, number));
            }
        }
    }

    private static void attempt(Action action, int number) {
        try {
            action.run(number);
        } catch (IOException e) {
            // The gateway has defended itself: the next requests tell whether others can still use it.
        }
    }
}
