package io.ordermig.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.NotificationConfig.Occasion;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.postgres.PostgresProblem;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.report.MigrationReport.PointState;
import io.ordermig.report.MigrationReport.State;
import io.ordermig.report.RestoreLine;
import io.ordermig.testing.SampleStep;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {

    private static final Problem PROBLEM = Problem.of(
                    PostgresProblem.LOCK_TIMEOUT, "Migration 2 add index did not get a lock in time.")
            .where("V2__add_index.sql, line 3")
            .detail("Session 4711 (reporting) holds it.")
            .fix(Remedy.run("migrate", "when it is gone"))
            .build()
            .after("migration 1", Repeat.SAFE);

    private static Optional<Notification> maybe(SampleStep step) {
        return Announcement.of(step.report("staging"), step.step());
    }

    private static Notification of(SampleStep step) {
        return maybe(step).orElseThrow();
    }

    private static SampleStep failed() {
        return new SampleStep("migrate", Outcome.FAILED)
                .pending(3)
                .migration("1", "add type", State.APPLIED)
                .migration("2", "add index", State.FAILED)
                .left("1")
                .problem(PROBLEM);
    }

    @Test
    void tellsOfASuccess() {
        Notification notification = of(new SampleStep("migrate", Outcome.SUCCEEDED)
                .pending(2)
                .migration("20240117100000", "add order type", State.APPLIED)
                .migration("", "order totals view", State.APPLIED)
                .left("20240117100000")
                .restorePoint(PointState.READY)
                .warning("Statement 1 was slow."));

        assertThat(notification.occasion()).isEqualTo(Occasion.SUCCESS);
        assertThat(notification.subject())
                .isEqualTo("order-service migration succeeded: staging, orders 20240117100000 (2 migrations)");
        assertThat(notification.text()).isEqualTo("""
                order-service: migration succeeded in staging.

                Run:              20400301T020000Z-7f3a
                Environment:      staging
                Project:          com.example:order-service:1.4.0
                Goal:             migrate
                Outcome:          succeeded
                Started:          2040-03-01 02:00:00 UTC
                Finished:         2040-03-01 02:00:42 UTC
                Duration:         42.0 s
                Store:            PostgreSQL 18.6, database orders, jdbc:postgresql://db.example.com:5432/orders
                Version:          20240116100000 before, 20240117100000 after
                Restore point:    snapshot pre-migration-orders-20400301020000 of orders, ready
                Manifest:         /build/target/ordermig/pre-migration-orders-20400301020000.json
                To go back to it: mvn ordermig:restore -P env=staging -Dordermig.snapshotId=pre-migration-orders-20400301020000
                                  As it is, that line only shows what would be done. To do it, add -Dordermig.confirm=orders; what was written since is lost then.

                Migrations: 2 of 2 applied
                  20240117100000 add order type: applied in 1.2 s
                  repeatable order totals view: applied in 1.2 s

                Warnings:
                  Statement 1 was slow.
                """);
        assertThat(notification.attributes())
                .isEqualTo(Map.of(
                        "environment", "staging",
                        "outcome", "succeeded",
                        "goal", "migrate",
                        "project", "order-service",
                        "store", "postgresql",
                        "run", "20400301T020000Z-7f3a",
                        "snapshotId", "pre-migration-orders-20400301020000"));
    }

    @Test
    void tellsOfAFailureWithItsProblemsAndTheWayBack() {
        Notification notification = of(failed().restorePoint(PointState.READY));

        assertThat(notification.occasion()).isEqualTo(Occasion.FAILURE);
        assertThat(notification.subject())
                .isEqualTo("ALERT: order-service migration FAILED: staging, orders 1 (1 of 3 migrations applied)");
        assertThat(notification.text())
                .startsWith("order-service: migration FAILED in staging.\n")
                .contains("\nVersion:          20240116100000 before, 1 after\n")
                .contains("\n" + PROBLEM.text(SampleStep.MAVEN) + "\n")
                .contains("Run mvn ordermig:migrate -P env=staging when it is gone.")
                .contains("Changed so far:     migration 1\n")
                .contains(
                        "Migrations: 1 of 3 applied\n  1 add type: applied in 1.2 s\n  2 add index: FAILED after 1.2 s")
                .contains(" " + RestoreLine.of(SampleStep.POINT, SampleStep.MAVEN) + "\n");
        assertThat(notification.attributes())
                .containsEntry("outcome", "failed")
                .containsEntry("snapshotId", SampleStep.POINT.id());
    }

    @Test
    void tellsTheWayBackToEachBackupOfATable() {
        String text = of(new SampleStep("dynamo", Outcome.SUCCEEDED)
                        .dynamo()
                        .applied(1)
                        .backup(backup("orders"))
                        .backup(backup("carts")))
                .text();

        assertThat(text).containsOnlyOnce("""
                To go back:       aws dynamodb restore-table-from-backup --target-table-name orders-restored --backup-arn arn:orders
                                  aws dynamodb restore-table-from-backup --target-table-name carts-restored --backup-arn arn:carts
                                  That makes a table of another name: a table can be neither overwritten nor renamed.
                """);
    }

    private static RestorePoint backup(String table) {
        return new RestorePoint(RestorePoint.Kind.TABLE_BACKUP, "arn:" + table, table, SampleStep.STARTED);
    }

    @Test
    void saysThatThereIsNoRestorePointWhenAFailureHasNone() {
        Notification notification = of(failed());

        assertThat(notification.text())
                .contains("Restore point:    none that can be restored from\n")
                .doesNotContain("ordermig:restore");
        assertThat(notification.attributes()).doesNotContainKey("snapshotId");
    }

    @Test
    void namesNoVersionAndNoDatabaseWhenTheGoalDidNotComeSoFar() {
        Notification notification =
                of(new SampleStep("migrate", Outcome.FAILED).withoutStore().problem(PROBLEM));

        assertThat(notification.subject()).isEqualTo("ALERT: order-service migration FAILED: staging");
        assertThat(notification.text()).doesNotContain("Version:", "Store:", "Migrations:");
        assertThat(notification.attributes()).containsEntry("store", "postgresql");
    }

    @Test
    void saysNoneForAStoreWithoutAVersion() {
        assertThat(of(failed().left("")).text()).contains("20240116100000 before, none after");
    }

    @Test
    void tellsOfAGoalWithNothingToDo() {
        Notification notification = of(new SampleStep("migrate", Outcome.UNCHANGED));

        assertThat(notification.occasion()).isEqualTo(Occasion.UNCHANGED);
        assertThat(notification.subject())
                .isEqualTo("order-service migration unchanged: staging, orders 20240116100000");
        assertThat(notification.text())
                .startsWith("order-service: migration had nothing to do in staging.\n")
                .doesNotContain("Migrations:");
        assertThat(notification.attributes()).containsEntry("outcome", "unchanged");
    }

    @Test
    void tellsOfASnapshotThatFailed() {
        Notification notification = of(new SampleStep("snapshot", Outcome.FAILED)
                .restorePoint(PointState.FAILED)
                .problem(PROBLEM));

        assertThat(notification.occasion()).isEqualTo(Occasion.FAILURE);
        assertThat(notification.subject())
                .isEqualTo("ALERT: order-service snapshot FAILED: staging, orders 20240116100000");
        assertThat(notification.text())
                .contains("Restore point:    snapshot pre-migration-orders-20400301020000 of orders, failed\n")
                .contains("Restore point:    none that can be restored from\n");
        assertThat(notification.attributes()).doesNotContainKey("snapshotId");
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "UNCHANGED", mode = EnumSource.Mode.EXCLUDE)
    void tellsOfARestoreHoweverItEnds(Outcome outcome) {
        assertThat(of(new SampleStep("restore", outcome)).occasion()).isEqualTo(Occasion.RESTORE);
    }

    @Test
    void takesARestoreWithNothingToDoForNone() {
        assertThat(of(new SampleStep("restore", Outcome.UNCHANGED)).occasion()).isEqualTo(Occasion.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({"baseline", "repair", "clean", "undo"})
    void tellsOfOtherGoalsThatChange(String goal) {
        assertThat(of(new SampleStep(goal, Outcome.SUCCEEDED)).occasion()).isEqualTo(Occasion.SUCCESS);
        assertThat(of(new SampleStep(goal, Outcome.FAILED)).occasion()).isEqualTo(Occasion.FAILURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "info", "snapshots", "local"})
    void tellsNothingOfGoalsThatOnlyLook(String goal) {
        for (Outcome outcome : Outcome.values()) {
            assertThat(maybe(new SampleStep(goal, outcome))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "prune"})
    void tellsNothingOfRestorePointsThatWentWell(String goal) {
        assertThat(maybe(new SampleStep(goal, Outcome.SUCCEEDED))).isEmpty();
        assertThat(maybe(new SampleStep(goal, Outcome.UNCHANGED))).isEmpty();
    }

    @Test
    void tellsNothingBeforeTheGoalHasEnded() {
        assertThat(maybe(new SampleStep("migrate", null))).isEmpty();
    }

    @Test
    void listsFiftyMigrationsAndTheOneThatFailed() {
        String text = of(new SampleStep("migrate", Outcome.FAILED)
                        .pending(400)
                        .applied(300)
                        .migration("301", "the bad one", State.FAILED))
                .text();

        assertThat(text)
                .contains("Migrations: 300 of 400 applied\n  1 change 1:")
                .contains("  50 change 50: applied in 1.2 s\n  301 the bad one: FAILED after 1.2 s\n  and 250 more\n")
                .doesNotContain("change 51");
    }

    @Test
    void staysWithinAMessageWhateverComes() {
        SampleStep step = failed().restorePoint(PointState.READY).applied(300);
        for (int i = 0; i < 500; i++) {
            step.problem(Problem.of(PostgresProblem.LOCK_TIMEOUT, "𝒩".repeat(3_000))
                    .fix("Wait.")
                    .build());
            step.warning("ü".repeat(5_000));
        }

        String text = of(step).text();

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(250 * 1024);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(text)
                .contains(RestoreLine.of(SampleStep.POINT, SampleStep.MAVEN) + "\n")
                .contains("Session 4711 (reporting) holds it.")
                .contains("  2 add index: FAILED")
                .containsPattern("\n  \\.\\.\\. and \\d+ more lines\n");
    }

    @Test
    void keepsControlCharactersOut() {
        String text = of(failed().warning("a\u0000b\u001b[31mc\nsecond line")).text();

        assertThat(text).contains("  a b [31mc\nsecond line\n");
    }

    @Test
    void tellsOfAnEnvironmentInItsOwnLettersWhereItMay() {
        SampleStep step = new SampleStep("migrate", Outcome.SUCCEEDED).applied(1);

        Notification notification =
                Announcement.of(step.report("prüfung-Ω"), step.step()).orElseThrow();

        assertThat(notification.subject())
                .isEqualTo("order-service migration succeeded: prufung-?, orders 20240116100000 (1 migration)");
        assertThat(notification.text()).contains("Environment:      prüfung-Ω\n");
        assertThat(notification.attributes()).containsEntry("environment", "prüfung-Ω");
    }

    @Test
    void leavesOutAttributesWithoutAValue() {
        SampleStep step = new SampleStep("migrate", Outcome.SUCCEEDED);

        assertThat(Announcement.of(step.report(" "), step.step()).orElseThrow().attributes())
                .doesNotContainKey("environment")
                .hasSizeLessThanOrEqualTo(10);
    }
}
