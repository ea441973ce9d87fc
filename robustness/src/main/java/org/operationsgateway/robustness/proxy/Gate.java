package org.operationsgateway.robustness.proxy;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A gate that blocks threads while it is closed. Initially open. Thread-safe. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean closed;

    void close() {
        set(true);
    }

    void open() {
        set(false);
    }

    private void set(boolean closedNow) {
        lock.lock();
        try {
            closed = closedNow;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until the gate is open. */
    void awaitOpen() {
        lock.lock();
        try {
            while (closed) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
