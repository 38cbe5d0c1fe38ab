package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.event.MigrationRef;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Looks at a session in which Flyway has thrown: how far it came, and what it left. */
final class FailedRun {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("No value provided for placeholder|Failed to populate value for default placeholder");

    private FailedRun() {}

    /** What to tell: the migration that failed, or the differences, or the placeholders, or what Flyway says. */
    static OrdermigException problemsOf(Throwable thrown, FlywaySession open, ConnectionConfig connection) {
        MigrationFailures failures = new MigrationFailures(connection, open.refs());
        Optional<MigrationObserver.Stop> stop = open.observer().stopped();
        List<MigrationRef> applied = open.observer().applied();
        if (stop.isPresent()) {
            return stop.get().migration().transactional()
                    ? failures.rolledBack(thrown, stop.get(), applied)
                    : failures.leftBehind(thrown, stop.get(), applied, leftovers(open, stop.get()));
        }
        List<Problem> mismatches = thrown instanceof FlywayValidateException
                ? new Mismatches(open.flyway().info()).ofApplied(open.flyway().validateWithResult())
                : List.of();
        if (!mismatches.isEmpty()) {
            return new OrdermigException(mismatches);
        }
        // Flyway replaces the placeholders of repeatable migrations whenever it looks at them.
        List<Problem> placeholders =
                PLACEHOLDER.matcher(String.valueOf(thrown.getMessage())).find()
                        ? open.checks().unknownPlaceholders(open.catalog().repeatables())
                        : List.of();
        return placeholders.isEmpty() ? failures.general(thrown, applied) : new OrdermigException(placeholders);
    }

    private static MigrationFailures.Leftovers leftovers(FlywaySession open, MigrationObserver.Stop stop) {
        try {
            boolean recorded = Arrays.stream(open.flyway().info().all())
                    .anyMatch(info -> info.getState().isFailed()
                            && String.valueOf(info.getScript())
                                    .equals(stop.migration().script()));
            return new MigrationFailures.Leftovers(
                    recorded ? MigrationFailures.Row.FAILED : MigrationFailures.Row.NONE,
                    InvalidIndexes.sentences(open.dataSource()));
        } catch (FlywayException noConnection) {
            return new MigrationFailures.Leftovers(MigrationFailures.Row.UNKNOWN, List.of());
        }
    }
}
