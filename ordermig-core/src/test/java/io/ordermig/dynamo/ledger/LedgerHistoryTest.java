package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.migration;
import static io.ordermig.dynamo.ledger.Ledgers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DynamoExtension.class)
class LedgerHistoryTest {

    @Test
    void aMigrationGoesFromStartedToApplied(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run1");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);

            MigrationRow started = history.begin(migration("1"));
            assertThat(row(ledger, "1").state()).isEqualTo(RowState.STARTED);
            MigrationRow done = history.operationDone(history.operationDone(started));
            assertThat(row(ledger, "1")).isEqualTo(done);
            history.applied(done);
        }

        MigrationRow row = row(ledger, "1");
        assertThat(row.state()).isEqualTo(RowState.APPLIED);
        assertThat(row.migration()).isEqualTo(migration("1"));
        assertThat(row.work().runner()).isEqualTo(new Runner("run1", "host-of-run1", "user-of-run1"));
        assertThat(row.work().operationsDone()).isEqualTo(2);
        assertThat(row.work().finished()).isPresent();
        assertThat(ledger.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditEntry.Action.APPLIED);
            assertThat(entry.version()).isEqualTo(Version.of("1"));
            assertThat(entry.runner().run()).isEqualTo("run1");
        });
    }

    @Test
    void rowsComeInTheOrderOfVersions(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            Ledgers.apply(ledger.history(lock), "10", "9", "1.10", "1.9", "20240312090000");
        }

        assertThat(ledger.read().rows())
                .extracting(row -> row.version().text())
                .containsExactly("1.9", "1.10", "9", "10", "20240312090000");
        assertThat(ledger.audit())
                .extracting(entry -> entry.version().text())
                .containsExactly("10", "9", "1.10", "1.9", "20240312090000");
    }

    @Test
    void theNextRunGoesOnWhereAKilledOneStopped(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "next");
        try (LedgerLock killed = Ledgers.acquire(Ledgers.of(tables, "killed"))) {
            LedgerHistory history = Ledgers.of(tables, "killed").history(killed);
            history.operationDone(history.begin(migration("1")));
            assertThat(LedgerInventory.of(ledger.read(), List.of(migration("1")))
                            .rows())
                    .extracting(LedgerInventory.Row::state)
                    .containsExactly(MigrationState.RUNNING);
        }

        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerInventory inventory = LedgerInventory.of(ledger.read(), List.of(migration("1")));
            assertThat(inventory.rows())
                    .extracting(LedgerInventory.Row::state)
                    .containsExactly(MigrationState.HALF_DONE);
            assertThat(inventory.pending(false)).containsExactly(migration("1"));
            assertThat(inventory.blockers(false)).isEmpty();
            assertThat(inventory.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(LedgerProblem.HALF_DONE);
                assertThat(problem.details())
                        .contains("1 of 3 operations are done for certain; the next one may be, too.");
            });

            MigrationRow row = ledger.history(lock).begin(migration("1"));
            assertThat(row.work().operationsDone()).isEqualTo(1);
            assertThat(row.work().runner().run()).isEqualTo("next");
        }
    }

    @Test
    void aFileThatWasChangedMidwayIsNotGoneOnWith(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            history.failed(history.operationDone(history.begin(migration("1"))), someProblem());

            Problem problem = problemOf(() -> history.begin(migration("1", "other")));

            assertThat(problem.code()).isEqualTo(LedgerProblem.CHANGED_MIDWAY);
            assertThat(problem.repeat()).isEqualTo(Repeat.AFTER_CLEANUP);
            assertThat(row(ledger, "1").state()).isEqualTo(RowState.FAILED);
        }
    }

    @Test
    void aFileThatFailedBeforeItsFirstOperationMayBeMended(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            history.failed(history.begin(migration("1")), someProblem());

            assertThat(history.begin(migration("1", "mended")).migration().checksum())
                    .isEqualTo("mended");
        }
    }

    @Test
    void aFailureIsKeptWithoutWhatAwsSaid(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            history.failed(history.begin(migration("1")), someProblem());
        }

        assertThat(row(ledger, "1").work().error()).isEqualTo("dynamo/ledger-changed: It went wrong.");
        assertThat(tables.items(tables.name("ledger")).toString()).doesNotContain("order 4711");
    }

    @Test
    void anAppliedMigrationIsNotBegunAgain(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            Ledgers.apply(history, "1");

            assertThat(problemOf(() -> history.begin(migration("1"))).code()).isEqualTo(LedgerProblem.LEDGER_CHANGED);
        }
    }

    @Test
    void anUndoGoesOnWhereItStoppedAndTheMigrationMayBeAppliedAgain(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            Ledgers.apply(history, "1");

            history.undoFailed(history.operationDone(history.beginUndo(Version.of("1"))), someProblem());
            assertThat(row(ledger, "1").state()).isEqualTo(RowState.UNDO_FAILED);
            MigrationRow again = history.beginUndo(Version.of("1.0"));
            assertThat(again.work().operationsDone()).isEqualTo(1);
            history.undone(again);
            assertThat(row(ledger, "1").state()).isEqualTo(RowState.UNDONE);
            assertThat(history.begin(migration("1")).work().operationsDone()).isZero();
        }

        assertThat(ledger.audit())
                .extracting(AuditEntry::action)
                .containsExactly(AuditEntry.Action.APPLIED, AuditEntry.Action.UNDONE);
    }

    @Test
    void whatWasBegunCanBeUndoneAndWhatIsUndoneCannot(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            history.operationDone(history.begin(migration("1")));

            MigrationRow undoing = history.beginUndo(Version.of("1"));
            assertThat(undoing.state()).isEqualTo(RowState.UNDOING);
            assertThat(undoing.work().operationsDone()).isZero();
            history.undone(undoing);

            assertThat(problemOf(() -> history.beginUndo(Version.of("1"))).what())
                    .isEqualTo("Migration 1 step 1 cannot be undone: it is not applied: it is UNDONE.");
            assertThat(problemOf(() -> history.beginUndo(Version.of("2"))).code())
                    .isEqualTo(LedgerProblem.UNDO_REFUSED);
        }
    }

    @Test
    void aBaselineIsSetOnceAndOnlyBeforeTheFirstMigration(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            assertThat(history.baseline(Version.of("5"), "as it was")).isTrue();
            assertThat(history.baseline(Version.of("5.0"), "as it was")).isFalse();
            assertThat(problemOf(() -> history.baseline(Version.of("6"), "")).code())
                    .isEqualTo(LedgerProblem.BASELINE_REFUSED);
        }

        assertThat(ledger.read().baseline().orElseThrow().version()).isEqualTo(Version.of("5"));
        assertThat(ledger.audit()).extracting(AuditEntry::action).containsExactly(AuditEntry.Action.BASELINED);
    }

    @Test
    void thereIsNoBaselineBesideMigrations(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            Ledgers.apply(history, "1");

            assertThat(problemOf(() -> history.baseline(Version.of("1"), "")).details())
                    .containsExactly("It has 1 migrations, the first is 1 step 1.");
        }
    }

    @Test
    void repairMakesTheLedgerAgreeWithTheFiles(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            Ledgers.apply(history, "1", "2", "3", "4", "9");
            history.operationDone(history.begin(migration("5")));
            history.failed(history.begin(migration("6")), someProblem());
            history.beginUndo(Version.of("4"));

            List<ResolvedMigration> files =
                    List.of(migration("1"), migration("2", "changed"), migration("4"), migration("6"));
            RepairOutcome outcome = history.repair(files);

            assertThat(outcome.aligned()).containsExactly("2 step 2");
            assertThat(outcome.deleted()).containsExactly("3 step 3");
            assertThat(outcome.reset()).containsExactly("4 step 4");
            assertThat(outcome.removed()).containsExactly("5 step 5", "6 step 6");
            assertThat(LedgerInventory.of(ledger.read(), files).blockers(true)).isEmpty();
            assertThat(history.repair(files).isEmpty()).isTrue();
            assertThat(history.repair(List.of(migration("3"), migration("9"))).aligned())
                    .containsExactly("3 step 3");
        }

        assertThat(row(ledger, "9").state()).as("of a newer build").isEqualTo(RowState.APPLIED);
        assertThat(ledger.audit())
                .filteredOn(entry -> entry.action() == AuditEntry.Action.REPAIRED)
                .extracting(entry -> entry.version() + ": " + entry.detail())
                .contains(
                        "2: checksum sum-2 is now changed",
                        "3: its file is gone",
                        "5: removed after 1 operations",
                        "6: removed after 0 operations");
    }

    @Test
    void ofManyWhoWriteTheSameRevisionOneSucceeds(TestTables tables) throws Exception {
        Ledger ledger = Ledgers.of(tables, "run");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            MigrationRow row = history.begin(migration("1"));
            List<Callable<MigrationRow>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(() -> history.operationDone(row));
            }

            int succeeded = 0;
            for (Future<MigrationRow> writer : threads.invokeAll(writers)) {
                try {
                    writer.get();
                    succeeded++;
                } catch (ExecutionException e) {
                    assertThat(problemOf(() -> {
                                        throw e.getCause();
                                    })
                                    .code())
                            .isEqualTo(LedgerProblem.LEDGER_CHANGED);
                }
            }

            assertThat(succeeded).isEqualTo(1);
            assertThat(row(ledger, "1").work().operationsDone()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    static Problem someProblem() {
        return Problem.of(LedgerProblem.LEDGER_CHANGED, "It went wrong.")
                .detail("AWS said something about order 4711")
                .fix("mend it")
                .build();
    }

    private static MigrationRow row(Ledger ledger, String version) {
        return ledger.read().row(Version.of(version)).orElseThrow();
    }
}
