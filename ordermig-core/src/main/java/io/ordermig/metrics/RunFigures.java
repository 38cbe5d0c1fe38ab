package io.ordermig.metrics;

import io.ordermig.event.Outcome;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The figures of a goal that migrates, and of one that restores.
 *
 * <ul>
 *   <li>{@code MigrationCount}: the migrations that it applied, also before it failed;
 *   <li>{@code MigrationSuccess} and {@code MigrationFailure}: one is 1, the other 0. Both are always there, so that the
 *       average of either is a rate, and a lack of data means that nothing ran;
 *   <li>{@code MigrationDuration}: from its start to its end.
 * </ul>
 *
 * <p>A goal with nothing to do has applied 0 migrations, and is a success.
 *
 * <p>Of a restore, in the same way: {@code RestoreSuccess}, {@code RestoreFailure}, {@code RestoreDuration}, and when it
 * succeeded {@code RestoreOutage}, for how long nobody could use the database. There are none when nothing was to be
 * restored, so that each one is a restore.
 */
public final class RunFigures {

    private static final String RESTORE = "restore";
    private static final Set<String> MIGRATE = Set.of("migrate", "dynamo");

    private RunFigures() {}

    /**
     * The figures of a goal.
     *
     * @param environment the environment, such as {@code staging}
     * @return four at most, with the dimensions {@code Environment} and {@code Store}; none when the goal is not one that
     *     migrates or restores, or has not ended
     */
    public static List<Figure> of(MigrationReport.Step step, String environment) {
        Instant at = step.finished();
        Outcome outcome = step.outcome();
        if (at == null || outcome == null) {
            return List.of();
        }
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Environment", environment);
        dimensions.put("Store", step.storeName());
        if (step.goal().name().equals(RESTORE)) {
            return outcome == Outcome.UNCHANGED ? List.of() : ofRestore(step, outcome, at, dimensions);
        }
        return MIGRATE.contains(step.goal().name()) ? ofMigrations(step, outcome, at, dimensions) : List.of();
    }

    private static List<Figure> ofRestore(
            MigrationReport.Step step, Outcome outcome, Instant at, Map<String, String> dimensions) {
        boolean failed = outcome == Outcome.FAILED;
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("RestoreSuccess", at, failed ? 0 : 1, Figure.Unit.COUNT, dimensions),
                new Figure("RestoreFailure", at, failed ? 1 : 0, Figure.Unit.COUNT, dimensions),
                new Figure("RestoreDuration", at, millis(step), Figure.Unit.MILLISECONDS, dimensions)));
        Optional.ofNullable(step.restore())
                .flatMap(RestoreEntry::outage)
                .ifPresent(outage -> figures.add(
                        new Figure("RestoreOutage", at, outage.toMillis(), Figure.Unit.MILLISECONDS, dimensions)));
        return figures;
    }

    private static long millis(MigrationReport.Step step) {
        return step.took().orElse(Duration.ZERO).toMillis();
    }

    private static List<Figure> ofMigrations(
            MigrationReport.Step step, Outcome outcome, Instant at, Map<String, String> dimensions) {
        long applied = step.migrations().stream()
                .filter(migration -> migration.state() == MigrationReport.State.APPLIED)
                .count();
        boolean failed = outcome == Outcome.FAILED;
        return List.of(
                new Figure("MigrationCount", at, applied, Figure.Unit.COUNT, dimensions),
                new Figure("MigrationSuccess", at, failed ? 0 : 1, Figure.Unit.COUNT, dimensions),
                new Figure("MigrationFailure", at, failed ? 1 : 0, Figure.Unit.COUNT, dimensions),
                new Figure("MigrationDuration", at, millis(step), Figure.Unit.MILLISECONDS, dimensions));
    }
}
