package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.dynamo.DynamoPlan;
import io.ordermig.dynamo.ledger.RepairOutcome;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the goals on DynamoDB say on the console. */
class DynamoConsoleTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final MigrationRef INDEX =
            new MigrationRef("dynamodb", "2", "add index", "V2__add_index.yaml", "YAML", "expand", false);
    private static final RunEvent.IndexState CREATING = new RunEvent.IndexState("by_status", "CREATING", true, 1_204);
    private static final RunEvent.IndexState ACTIVE = new RunEvent.IndexState("by_day", "ACTIVE", false, 3);

    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog();
    private ConsoleProgress progress;

    @BeforeEach
    void inABuildThatNobodyWatches() {
        TestBuild build = TestBuild.in(folder);
        build.request().setInteractiveMode(false);
        progress = ConsoleProgress.on(build.session(), log);
    }

    @AfterEach
    void endTheClock() throws InterruptedException {
        progress.on(new RunEvent.GoalFinished(AT, "dynamo", Outcome.SUCCEEDED, Duration.ZERO, List.of()));
        StatementClockTest.awaitNoThread();
    }

    @Test
    void tellsARunLineByLine() {
        progress.on(new RunEvent.GoalStarted(AT, "20260301T100000Z-7f3a", "dynamo", "staging"));
        progress.on(new RunEvent.Connected(
                AT, "dynamodb", "dynamodb.eu-central-1.amazonaws.com", "DynamoDB", "eu-central-1", ""));
        progress.on(new RunEvent.PlanMade(AT, "dynamodb", "1", List.of(INDEX)));
        progress.on(new RunEvent.MigrationStarted(AT, INDEX, Inverse.PRESENT));
        progress.on(new RunEvent.TableAlreadySo(AT, "orders", "UpdateTable", "Set the billing mode of orders."));
        progress.on(new RunEvent.TableCallStarted(AT, "orders", "UpdateTable", "Create index by_status on orders."));
        progress.on(new RunEvent.TableProgressed(
                AT, "orders", "orders and its indexes are ACTIVE", "ACTIVE", List.of(CREATING), Duration.ZERO));
        progress.on(new RunEvent.TableCallFinished(
                AT, "orders", "UpdateTable", "Create index by_status on orders.", Duration.ofSeconds(192)));
        progress.on(new RunEvent.BackfillStarted(AT, INDEX, "orders", 2_000, 1_500, 10, 8, 4, false));
        progress.on(new RunEvent.BackfillFinished(
                AT, INDEX, "orders", 2_000, 1_499, 500, 1, 2, 31, 1_502, false, Duration.ofSeconds(9)));
        progress.on(new RunEvent.MigrationFinished(AT, INDEX, Duration.ofSeconds(201), 1_499, 2));
        progress.on(new RunEvent.GoalFinished(AT, "dynamo", Outcome.SUCCEEDED, Duration.ofSeconds(202), List.of()));

        assertThat(log.lines())
                .containsExactly(
                        "I Run 20260301T100000Z-7f3a: dynamo, environment staging",
                        "I DynamoDB at dynamodb.eu-central-1.amazonaws.com",
                        "I At version 1, 1 migration to apply.",
                        "I         already so: Set the billing mode of orders.",
                        "I         Create index by_status on orders.",
                        "I         done after 3 m 12 s",
                        "I         Changing items of orders: 1,500 items of 2,000 to change, 8 segments, 4 workers",
                        "I         1,499 items of orders changed, 2,000 looked at, 1 time somebody else came first;"
                                + " 31 read and 1,502 write units",
                        "I   1/1  2 add index [expand]  3 m 21 s, 1,499 items");
    }

    @Test
    void tellsAnUndoAsAnUndo() {
        progress.on(new RunEvent.GoalStarted(AT, "20260301T100000Z-7f3a", "dynamo-undo", "staging"));
        progress.on(new RunEvent.PlanMade(AT, "dynamodb", "2", List.of(INDEX)));
        progress.on(new RunEvent.MigrationStarted(AT, INDEX, Inverse.PRESENT));
        progress.on(new RunEvent.MigrationUndone(AT, INDEX, Duration.ofSeconds(4), 0));

        assertThat(log.lines()).endsWith("I At version 2, 1 migration to undo.", "I   1/1  undone: 2 add index  4.0 s");
    }

    @Test
    void tellsOnceThatAnotherRunIsAtWork() {
        String holder = "run 20260301T095900Z-11aa of ana on build-7";
        progress.on(new RunEvent.LockAwaited(AT, "dynamodb", holder, Duration.ZERO, Duration.ofMinutes(1)));
        progress.on(new RunEvent.LockAwaited(AT, "dynamodb", holder, Duration.ofSeconds(1), Duration.ofMinutes(1)));
        progress.on(new RunEvent.LockTaken(AT, "dynamodb", Duration.ofSeconds(12)));

        assertThat(log.lines())
                .containsExactly(
                        "I Another run is at work; waiting for it at most 1 m 00 s: " + holder,
                        "I The lock is ours after 12.0 s.");
    }

    @Test
    void tellsOfTheBackupOfATable() {
        RestorePoint backup = new RestorePoint(RestorePoint.Kind.TABLE_BACKUP, "arn:1", "orders", AT);
        progress.on(new RunEvent.RestorePointStarted(AT, backup, false));
        progress.on(new RunEvent.RestorePointReady(AT, backup, Duration.ofSeconds(3), 0, ""));
        progress.on(new RunEvent.RestorePointSkipped(AT, "dynamoBackup is false"));

        assertThat(log.lines())
                .containsExactly(
                        "I Taking backup arn:1 of orders.",
                        "I The backup can be restored from, after 3.0 s.",
                        "I No restore point is taken: dynamoBackup is false.");
    }

    @Test
    void saysWhatIsWaitedFor() {
        assertThat(DynamoProgress.text(new RunEvent.TableProgressed(
                        AT,
                        "orders",
                        "orders and its indexes are ACTIVE",
                        "UPDATING",
                        List.of(ACTIVE, CREATING),
                        Duration.ofMinutes(3))))
                .isEqualTo("waiting until orders and its indexes are ACTIVE: orders is UPDATING,"
                        + " index by_status CREATING, 1,204 items so far");
    }

    @Test
    void saysHowFarABackfillIs() {
        assertThat(DynamoProgress.text(new RunEvent.BackfillProgressed(
                        AT, INDEX, "orders", "changing", 1_000, 900, 100, 0, 2_345.6, Duration.ofMinutes(2))))
                .isEqualTo("orders, changing: 1,000 items looked at, 900 changed, 2,346 a second, about 2 m 00 s left");
        assertThat(DynamoProgress.text(new RunEvent.BackfillStarted(AT, INDEX, "orders", 0, 0, 0, 1, 1, true)))
                .isEqualTo("Going on with the items of orders: not counted, 1 segment, 1 worker");
    }

    @Test
    void showsAPlanWithItsCalls() {
        DynamoPlan plan = new DynamoPlan(
                "1",
                List.of(
                        new DynamoPlan.Part(INDEX, List.of("1. Create index by_status on orders."), List.of()),
                        new DynamoPlan.Part(
                                new MigrationRef("dynamodb", "3", "tags", "V3__tags.yaml", "YAML", "", false),
                                List.of(),
                                List.of())));

        assertThat(DynamoSummary.plan(plan, false))
                .containsExactly(
                        "",
                        "Dry run: nothing is changed. The tables are at version 1.",
                        "",
                        "2 add index  (V2__add_index.yaml)",
                        "  1. Create index by_status on orders.",
                        "",
                        "3 tags  (V3__tags.yaml)",
                        "  Nothing to call.",
                        "");
        assertThat(DynamoSummary.plan(plan, true)).contains("Undo of 2 add index  (V2__add_index.yaml)");
        assertThat(DynamoSummary.plan(new DynamoPlan("", List.of()), true))
                .containsExactly(
                        "", "Dry run: nothing is changed. The tables are at version none.", "Nothing to undo.", "");
    }

    @Test
    void saysWhatARepairDid() {
        assertThat(DynamoSummary.repair(new RepairOutcome(List.of(), List.of(), List.of(), List.of())))
                .containsExactly("The ledger needs no repair.");
        assertThat(DynamoSummary.repair(
                        new RepairOutcome(List.of("1 a"), List.of("2 b"), List.of("3 c"), List.of("4 d"))))
                .containsExactly(
                        "Repair took the row of 1 a out of the ledger.",
                        "Repair counts 2 b as applied again.",
                        "Repair took over checksum and description of 3 c from its file.",
                        "Repair marked 4 d as deleted, its file is gone.");
    }

    @Test
    void asksForADynamoDbWhereTheEnvironmentLocalHasNone() {
        Vocabulary words = new Vocabulary() {
            @Override
            public String goal(String goal, Map<String, String> parameters) {
                return "mvn ordermig:" + goal;
            }

            @Override
            public String parameter(String name) {
                return "<" + name + ">";
            }
        };

        assertThat(AbstractLocalMojo.noLocalDynamo().lines(words))
                .containsExactly(
                        "The environment local has no DynamoDB. [config/missing-value]",
                        "  Where:              parameters dynamoLocal, dynamoEndpoint",
                        "  Why:                DynamoDB Local is Amazon's and not open source, so it is only fetched and started"
                                + " for who says so.",
                        "  How to fix it:      Set <dynamoLocal> to true to use DynamoDB Local, and to accept its licence.",
                        "                      Set <dynamoEndpoint> to http://localhost:8000 to use one that you run yourself.",
                        "  Changed so far:     nothing",
                        "  Safe to run again:  yes, once it is fixed; until then it stops at the same place and changes"
                                + " nothing more");
    }
}
