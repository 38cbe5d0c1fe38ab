package io.ordermig.metrics;

import io.ordermig.problem.OrdermigException;
import java.util.List;

/** Takes the figures of a run. Close it when done. */
public interface FigureSink extends AutoCloseable {

    /**
     * Publishes figures, within a limit of time.
     *
     * @throws OrdermigException when they cannot be published; for the run that is a warning
     */
    void publish(List<Figure> figures);

    @Override
    void close();
}
