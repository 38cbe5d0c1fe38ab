package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Outcome;
import io.ordermig.report.MigrationReport.PointState;
import io.ordermig.report.MigrationReport.State;
import io.ordermig.testing.SampleStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaysTest {

    private static final String RESTORE =
            "mvn ordermig:restore -P env=staging -Dordermig.snapshotId=pre-migration-orders-20400301020000";
    private static final String UNDO = "mvn ordermig:dynamo-undo -P env=staging -Dordermig.dynamoTarget=";

    private static SampleStep migrated() {
        return new SampleStep("migrate", Outcome.SUCCEEDED).applied(2).restorePoint(PointState.READY);
    }

    private static SampleStep dynamo(Outcome outcome) {
        return new SampleStep("dynamo", outcome)
                .dynamo()
                .found("20240301100000")
                .applied(1);
    }

    private static Ways ways(SampleStep last, SampleStep... before) {
        return Ways.of(last.report("staging", List.of(before)));
    }

    @Test
    void goBackInBothStoresTheLastChangeFirst() {
        Ways ways = ways(dynamo(Outcome.SUCCEEDED), migrated());

        assertThat(ways.on()).isEmpty();
        assertThat(ways.back())
                .containsExactly(
                        new Ways.Way(
                                "dynamodb",
                                "takes every migration of this run back by its inverse",
                                UNDO + "20240301100000"),
                        new Ways.Way(
                                "postgresql",
                                "brings back orders as it was, once -Dordermig.confirm=orders is added; what was written since is lost then",
                                RESTORE));
    }

    @Test
    void goOnWhereTheSecondStoreStoppedAndBackInBoth() {
        Ways ways = ways(dynamo(Outcome.FAILED).migration("2", "bad", State.FAILED), migrated());

        assertThat(ways.on())
                .containsExactly(
                        new Ways.Way("dynamodb", "goes on where it stopped", "mvn ordermig:dynamo -P env=staging"));
        assertThat(ways.back()).extracting(Ways.Way::store).containsExactly("dynamodb", "postgresql");
    }

    @Test
    void goBackByTheBackupOfEachTableThatHasOne() {
        Ways ways = ways(dynamo(Outcome.SUCCEEDED)
                .tableBackup("orders", PointState.READY)
                .tableBackup("carts", PointState.FAILED)
                .tableBackup("customers", PointState.READY));

        assertThat(ways.back())
                .extracting(Ways.Way::what)
                .containsExactly(
                        "takes every migration of this run back by its inverse",
                        "brings the items of orders back in a table of another name",
                        "brings the items of customers back in a table of another name");
        assertThat(ways.back().get(1).command())
                .isEqualTo("aws dynamodb restore-table-from-backup --target-table-name orders-restored"
                        + " --backup-arn arn:aws:dynamodb:eu-central-1:123456789012:table/orders/backup/01");
    }

    @Test
    void goBackBeforeAllWhenNothingHadBeenApplied() {
        assertThat(ways(dynamo(Outcome.SUCCEEDED).found("")).back())
                .extracting(Ways.Way::command)
                .containsExactly(UNDO + "0");
    }

    @Test
    void areNoneBackFromAnUndo() {
        SampleStep undo = new SampleStep("dynamo-undo", Outcome.SUCCEEDED)
                .dynamo()
                .migration("1", "orders", State.UNDONE)
                .tableBackup("orders", PointState.READY);

        assertThat(ways(undo).back()).isEmpty();
        assertThat(ways(undo).on()).isEmpty();
    }

    /** Which target it had, its problems know. */
    @Test
    void leaveAnUndoThatFailedToItsOwnRemedies() {
        SampleStep undo = new SampleStep("dynamo-undo", Outcome.FAILED).dynamo().migration("1", "orders", State.FAILED);

        assertThat(ways(undo).on()).isEmpty();
        assertThat(ways(undo).back()).isEmpty();
    }

    @Test
    void areNoneWhereNothingWasChanged() {
        Ways ways = ways(new SampleStep("dynamo", Outcome.UNCHANGED).dynamo());

        assertThat(ways).isEqualTo(new Ways(List.of(), List.of()));
    }
}
