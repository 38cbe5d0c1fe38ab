package io.ordermig.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.NotificationConfig.Occasion;
import io.ordermig.dynamo.change.ChangeProblem;
import io.ordermig.event.Outcome;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.report.MigrationReport.PointState;
import io.ordermig.report.MigrationReport.State;
import io.ordermig.testing.SampleStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of goals on DynamoDB. */
class DynamoAnnouncementTest {

    private static final Problem PROBLEM = Problem.of(
                    ChangeProblem.TIMED_OUT, "The index by_status of orders is not ACTIVE after 12 h 00 m 00 s.")
            .where("V20240302100000__add_index.yaml, line 3, orders")
            .fix(Remedy.run("dynamo", "to go on behind the operations that are done"))
            .changed("1 of 2 operations of migration 20240302100000 is done")
            .repeat(Repeat.SAFE)
            .build();

    private static SampleStep failed() {
        return new SampleStep("dynamo", Outcome.FAILED)
                .dynamo()
                .pending(2)
                .found("")
                .migration("20240301100000", "create orders", State.APPLIED)
                .migration("20240302100000", "add index", State.FAILED)
                .left("20240301100000")
                .problem(PROBLEM);
    }

    private static Notification of(SampleStep step, SampleStep... before) {
        return Announcement.of(step.report("staging", List.of(before)), step.step())
                .orElseThrow();
    }

    @Test
    void tellsOfAFailureAfterPostgresWasMigratedWithTheWaysOnAndBackOfBoth() {
        Notification notification = of(
                failed().tableBackup("orders", PointState.READY),
                new SampleStep("migrate", Outcome.SUCCEEDED)
                        .pending(1)
                        .migration("20240117100000", "add order type", State.APPLIED)
                        .left("20240117100000")
                        .restorePoint(PointState.READY));

        assertThat(notification.occasion()).isEqualTo(Occasion.FAILURE);
        assertThat(notification.subject())
                .isEqualTo("ALERT: order-service DynamoDB migration FAILED: staging,"
                        + " 20240301100000 (1 of 2 applied)");
        assertThat(notification.text()).isEqualTo("""
                order-service: DynamoDB migration FAILED in staging.

                Run:              20400301T020000Z-7f3a
                Environment:      staging
                Project:          com.example:order-service:1.4.0
                Goal:             dynamo
                Outcome:          failed
                Started:          2040-03-01 02:00:00 UTC
                Finished:         2040-03-01 02:00:42 UTC
                Duration:         42.0 s
                Store:            DynamoDB, eu-central-1, dynamodb.eu-central-1.amazonaws.com
                Version:          none before, 20240301100000 after
                Restore point:    backup arn:aws:dynamodb:eu-central-1:123456789012:table/orders/backup/01 of orders, ready

                %s

                Migrations: 1 of 2 applied
                  20240301100000 create orders: applied in 1.2 s
                  20240302100000 add index: FAILED after 1.2 s

                Done in this build:
                  migrate (postgresql): succeeded, 1 of 1 migrations applied, at version 20240117100000
                  dynamo (dynamodb): FAILED, 1 of 2 migrations applied, at version 20240301100000

                To go on, once it is fixed:
                  dynamodb goes on where it stopped:
                    mvn ordermig:dynamo -P env=staging

                To go back:
                  dynamodb takes every migration of this run back by its inverse:
                    mvn ordermig:dynamo-undo -P env=staging -Dordermig.dynamoTarget=0
                  dynamodb brings the items of orders back in a table of another name:
                    aws dynamodb restore-table-from-backup --target-table-name orders-restored --backup-arn arn:aws:dynamodb:eu-central-1:123456789012:table/orders/backup/01
                  postgresql brings back orders as it was, once -Dordermig.confirm=orders is added; what was written since is lost then:
                    mvn ordermig:restore -P env=staging -Dordermig.snapshotId=pre-migration-orders-20400301020000
                """.formatted(PROBLEM.text(SampleStep.MAVEN)));
        assertThat(notification.attributes())
                .containsEntry("goal", "dynamo")
                .containsEntry("store", "dynamodb")
                .containsEntry("snapshotId", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/backup/01");
    }

    @Test
    void tellsTheWayBackOfDynamoAloneAndMissesNoRestorePoint() {
        assertThat(of(failed()).text())
                .contains("\nTo go back:\n  dynamodb takes every migration of this run back by its inverse:\n")
                .doesNotContain("none that can be restored from", "Done in this build");
    }

    @Test
    void tellsOfASuccessWithTheBackupOfEachTable() {
        String text = of(new SampleStep("dynamo", Outcome.SUCCEEDED)
                        .dynamo()
                        .pending(1)
                        .applied(1)
                        .tableBackup("orders", PointState.READY)
                        .tableBackup("carts", PointState.READY))
                .text();

        assertThat(text)
                .contains(
                        "To go back:       aws dynamodb restore-table-from-backup --target-table-name orders-restored ")
                .contains(
                        "                  aws dynamodb restore-table-from-backup --target-table-name carts-restored ")
                .containsOnlyOnce("a table can be neither overwritten nor renamed.")
                .doesNotContain("what was written since");
    }

    @Test
    void countsWhatWasUndoneAsUndone() {
        Notification notification = of(new SampleStep("dynamo-undo", Outcome.FAILED)
                .dynamo()
                .pending(2)
                .migration("2", "add index", State.UNDONE)
                .migration("1", "create orders", State.FAILED)
                .left("1")
                .problem(PROBLEM));

        assertThat(notification.subject())
                .isEqualTo("ALERT: order-service DynamoDB undo FAILED: staging, 1 (1 of 2 undone)");
        assertThat(notification.text())
                .startsWith("order-service: DynamoDB undo FAILED in staging.\n")
                .contains("\nMigrations: 1 of 2 undone\n  2 add index: undone in 1.2 s\n");
    }

    @ParameterizedTest
    @CsvSource({
        "dynamo, SUCCEEDED, order-service DynamoDB migration succeeded",
        "dynamo, UNCHANGED, order-service DynamoDB migration unchanged",
        "dynamo-undo, SUCCEEDED, order-service DynamoDB undo succeeded",
        "dynamo-baseline, SUCCEEDED, order-service DynamoDB baseline succeeded",
        "dynamo-repair, FAILED, ALERT: order-service DynamoDB repair FAILED"
    })
    void namesTheGoalInTheSubject(String goal, Outcome outcome, String subject) {
        assertThat(of(new SampleStep(goal, outcome).dynamo().left("7")).subject())
                .isEqualTo(subject + ": staging, 7");
    }

    @ParameterizedTest
    @CsvSource({"dynamo-info", "dynamo-validate"})
    void tellsNothingOfGoalsThatOnlyLook(String goal) {
        for (Outcome outcome : Outcome.values()) {
            SampleStep step = new SampleStep(goal, outcome).dynamo();
            assertThat(Announcement.of(step.report("staging"), step.step())).isEmpty();
        }
    }
}
