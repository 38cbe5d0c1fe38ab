package io.ordermig.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ordermig.event.Outcome;
import io.ordermig.metrics.Figure.Unit;
import io.ordermig.report.MigrationReport.State;
import io.ordermig.report.RestoreEntry;
import io.ordermig.testing.SampleRestore;
import io.ordermig.testing.SampleStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFiguresTest {

    private static List<Tuple> figures(SampleStep step) {
        return RunFigures.of(step.step(), "staging").stream()
                .map(figure -> tuple(figure.name(), figure.value(), figure.unit()))
                .toList();
    }

    @Test
    void countASuccess() {
        assertThat(figures(
                        new SampleStep("migrate", Outcome.SUCCEEDED).pending(3).applied(3)))
                .containsExactly(
                        tuple("MigrationCount", 3.0, Unit.COUNT),
                        tuple("MigrationSuccess", 1.0, Unit.COUNT),
                        tuple("MigrationFailure", 0.0, Unit.COUNT),
                        tuple("MigrationDuration", 42_000.0, Unit.MILLISECONDS));
    }

    @Test
    void countWhatWasAppliedBeforeAFailure() {
        assertThat(figures(new SampleStep("migrate", Outcome.FAILED)
                        .pending(5)
                        .applied(2)
                        .migration("3", "bad", State.FAILED)))
                .containsExactly(
                        tuple("MigrationCount", 2.0, Unit.COUNT),
                        tuple("MigrationSuccess", 0.0, Unit.COUNT),
                        tuple("MigrationFailure", 1.0, Unit.COUNT),
                        tuple("MigrationDuration", 42_000.0, Unit.MILLISECONDS));
    }

    @Test
    void takeNothingToDoForASuccess() {
        assertThat(figures(new SampleStep("migrate", Outcome.UNCHANGED)))
                .contains(tuple("MigrationCount", 0.0, Unit.COUNT), tuple("MigrationSuccess", 1.0, Unit.COUNT));
    }

    @Test
    void bearEnvironmentStoreAndTime() {
        assertThat(RunFigures.of(new SampleStep("migrate", Outcome.SUCCEEDED).step(), "staging"))
                .allSatisfy(figure -> {
                    assertThat(figure.at()).isEqualTo(SampleStep.STARTED.plusSeconds(42));
                    assertThat(figure.dimensions()).isEqualTo(Map.of("Environment", "staging", "Store", "postgresql"));
                });
    }

    @Test
    void bearTheStoreThatTheGoalDidNotGetTo() {
        assertThat(RunFigures.of(
                        new SampleStep("migrate", Outcome.FAILED).withoutStore().step(), "staging"))
                .hasSize(4)
                .allSatisfy(figure -> assertThat(figure.dimensions()).containsEntry("Store", "postgresql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "baseline", "repair", "clean", "snapshot", "find-snapshot"})
    void areOfGoalsThatMigrate(String goal) {
        assertThat(figures(new SampleStep(goal, Outcome.SUCCEEDED))).isEmpty();
    }

    @Test
    void tellARestoreAndItsOutage() {
        RestoreEntry restore = new RestoreEntry(
                SampleRestore.PLAN,
                true,
                SampleRestore.parameters(),
                List.of(),
                List.of(),
                Optional.of(Duration.ofSeconds(130)),
                Optional.of(SampleRestore.AFTERMATH));

        assertThat(figures(new SampleStep("restore", Outcome.SUCCEEDED).restore(restore)))
                .containsExactly(
                        tuple("RestoreSuccess", 1.0, Unit.COUNT),
                        tuple("RestoreFailure", 0.0, Unit.COUNT),
                        tuple("RestoreDuration", 42_000.0, Unit.MILLISECONDS),
                        tuple("RestoreOutage", 130_000.0, Unit.MILLISECONDS));
    }

    @Test
    void knowNoOutageOfARestoreThatFailedEarly() {
        assertThat(figures(new SampleStep("restore", Outcome.FAILED)))
                .containsExactly(
                        tuple("RestoreSuccess", 0.0, Unit.COUNT),
                        tuple("RestoreFailure", 1.0, Unit.COUNT),
                        tuple("RestoreDuration", 42_000.0, Unit.MILLISECONDS));
    }

    @Test
    void areNotOfARestoreThatHadNothingToDo() {
        assertThat(figures(new SampleStep("restore", Outcome.UNCHANGED))).isEmpty();
    }

    @Test
    void areOfGoalsThatHaveEnded() {
        assertThat(figures(new SampleStep("migrate", null))).isEmpty();
    }

    @Test
    void areOfDynamoDbByItsGoal() {
        SampleStep step = new SampleStep("dynamo", Outcome.FAILED)
                .dynamo()
                .pending(2)
                .applied(1)
                .migration("2", "bad", State.FAILED);

        assertThat(figures(step))
                .contains(tuple("MigrationCount", 1.0, Unit.COUNT), tuple("MigrationFailure", 1.0, Unit.COUNT));
        assertThat(RunFigures.of(step.step(), "staging"))
                .hasSize(4)
                .allSatisfy(figure -> assertThat(figure.dimensions())
                        .isEqualTo(Map.of("Environment", "staging", "Store", "dynamodb")));
    }

    @Test
    void bearDynamoDbAlsoWhenTheGoalDidNotGetToIt() {
        assertThat(RunFigures.of(
                        new SampleStep("dynamo", Outcome.FAILED).withoutStore().step(), "staging"))
                .hasSize(4)
                .allSatisfy(figure -> assertThat(figure.dimensions()).containsEntry("Store", "dynamodb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamo-validate", "dynamo-baseline", "dynamo-repair", "dynamo-undo", "dynamo-info"})
    void areOfTheGoalOfDynamoDbThatMigratesAlone(String goal) {
        assertThat(figures(new SampleStep(goal, Outcome.SUCCEEDED).dynamo())).isEmpty();
    }
}
