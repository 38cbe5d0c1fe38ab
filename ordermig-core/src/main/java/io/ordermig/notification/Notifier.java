package io.ordermig.notification;

import io.ordermig.problem.OrdermigException;

/** Tells people. Close it when done. */
public interface Notifier extends AutoCloseable {

    /**
     * Sends a notification, within a limit of time.
     *
     * @throws OrdermigException when it cannot be sent; for the run that is a warning
     */
    void send(Notification notification);

    @Override
    void close();
}
