package io.ordermig.metrics;

import io.ordermig.event.Outcome;
import io.ordermig.report.MigrationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of a goal that migrates.
 *
 * <ul>
 *   <li>{@code MigrationCount}: the migrations that it applied, also before it failed;
 *   <li>{@code MigrationSuccess} and {@code MigrationFailure}: one is 1, the other 0. Both are always there, so that the
 *       average of either is a rate, and a lack of data means that nothing ran;
 *   <li>{@code MigrationDuration}: from its start to its end.
 * </ul>
 *
 * <p>A goal with nothing to do has applied 0 migrations, and is a success.
 */
public final class RunFigures {

    private static final Set<String> MIGRATE = Set.of("migrate", "dynamo");

    private RunFigures() {}

    /**
     * The figures of a goal.
     *
     * @param environment the environment, such as {@code staging}
     * @return four, with the dimensions {@code Environment} and {@code Store}; none when the goal is not one that
     *     migrates, or has not ended
     */
    public static List<Figure> of(MigrationReport.Step step, String environment) {
        Instant at = step.finished();
        Outcome outcome = step.outcome();
        if (at == null || outcome == null || !MIGRATE.contains(step.goal().name())) {
            return List.of();
        }
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Environment", environment);
        dimensions.put("Store", step.storeName());
        long applied = step.migrations().stream()
                .filter(migration -> migration.state() == MigrationReport.State.APPLIED)
                .count();
        boolean failed = outcome == Outcome.FAILED;
        long millis = step.took().orElse(Duration.ZERO).toMillis();
        return List.of(
                new Figure("MigrationCount", at, applied, Figure.Unit.COUNT, dimensions),
                new Figure("MigrationSuccess", at, failed ? 0 : 1, Figure.Unit.COUNT, dimensions),
                new Figure("MigrationFailure", at, failed ? 1 : 0, Figure.Unit.COUNT, dimensions),
                new Figure("MigrationDuration", at, millis, Figure.Unit.MILLISECONDS, dimensions));
    }
}
