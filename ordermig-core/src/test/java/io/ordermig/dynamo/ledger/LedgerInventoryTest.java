package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every state, from every pair of a file and a row that makes it. */
class LedgerInventoryTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:15:00Z");
    private static final Runner RUNNER = new Runner("run1", "build-7", "ana");

    private final List<MigrationRow> rows = new ArrayList<>();
    private Optional<Baseline> baseline = Optional.empty();
    private Optional<Holder> holder = Optional.empty();

    @Test
    void aFileWithoutARowIsPending() {
        LedgerInventory inventory = inventory(migration("2"), migration("1"));

        assertThat(states(inventory)).containsExactly("1 PENDING", "2 PENDING");
        assertThat(inventory.pending(false)).containsExactly(migration("1"), migration("2"));
        assertThat(inventory.problems()).isEmpty();
        assertThat(inventory.currentVersion()).isEmpty();
    }

    @Test
    void anAppliedFileIsApplied() {
        row("1", RowState.APPLIED, 1);

        LedgerInventory inventory = inventory(migration("1"), migration("2"));

        assertThat(states(inventory)).containsExactly("1 APPLIED", "2 PENDING");
        assertThat(inventory.currentVersion()).contains(Version.of("1"));
        assertThat(inventory.problems()).isEmpty();
    }

    @Test
    void aChangedFileStopsEverything() {
        row("1", RowState.APPLIED, 1);

        LedgerInventory inventory = inventory(migration("1", "changed"));

        assertThat(states(inventory)).containsExactly("1 CHECKSUM_MISMATCH");
        assertThat(inventory.blockers(true)).extracting(Problem::code).containsExactly(LedgerProblem.CHECKSUM_MISMATCH);
        assertThat(inventory.blockers(true).get(0).details())
                .containsExactly("Applied was checksum sum-1, the file has changed.");
    }

    @Test
    void aFileThatIsGoneIsMissingBelowOthersAndOfAFutureAboveThem() {
        row("1", RowState.APPLIED, 1);
        row("3", RowState.APPLIED, 1);

        LedgerInventory inventory = inventory(migration("2"));

        assertThat(states(inventory)).containsExactly("1 MISSING", "2 OUT_OF_ORDER", "3 FUTURE");
        assertThat(inventory.blockers(true)).extracting(Problem::code).containsExactly(LedgerProblem.MISSING);
    }

    @Test
    void aLateFileIsOutOfOrderUnlessThatIsAllowed() {
        row("3", RowState.APPLIED, 1);

        LedgerInventory inventory = inventory(migration("2"), migration("3"), migration("4"));

        assertThat(states(inventory)).containsExactly("2 OUT_OF_ORDER", "3 APPLIED", "4 PENDING");
        assertThat(inventory.blockers(false)).extracting(Problem::code).containsExactly(LedgerProblem.OUT_OF_ORDER);
        assertThat(inventory.blockers(true)).isEmpty();
        assertThat(inventory.pending(false)).containsExactly(migration("4"));
        assertThat(inventory.pending(true)).containsExactly(migration("2"), migration("4"));
    }

    @Test
    void aFailedOneIsGoneOnWithAndToldOf() {
        row("1", RowState.FAILED, 1);

        LedgerInventory inventory = inventory(migration("1"));

        assertThat(states(inventory)).containsExactly("1 FAILED");
        assertThat(inventory.blockers(false)).isEmpty();
        assertThat(inventory.pending(false)).containsExactly(migration("1"));
        assertThat(inventory.problems()).extracting(Problem::code).containsExactly(LedgerProblem.FAILED);
    }

    @Test
    void aFailedOneWithAnotherOrNoFileStopsEverything() {
        row("1", RowState.FAILED, 1);
        row("2", RowState.STARTED, 1);

        LedgerInventory inventory = inventory(migration("1", "changed"));

        assertThat(inventory.blockers(false))
                .extracting(Problem::code)
                .containsExactly(LedgerProblem.CHANGED_MIDWAY, LedgerProblem.HALF_DONE);
    }

    @Test
    void aBegunOneRunsWhileItsRunHoldsTheLockAndIsHalfDoneAfterwards() {
        row("1", RowState.STARTED, 7);

        holder = Optional.of(new Holder(RUNNER, AT, 7, Duration.ofSeconds(20)));
        assertThat(states(inventory(migration("1")))).containsExactly("1 RUNNING");
        assertThat(inventory(migration("1")).problems()).isEmpty();
        assertThat(inventory(migration("1")).pending(false)).isEmpty();

        holder = Optional.of(new Holder(RUNNER, AT, 8, Duration.ofSeconds(20)));
        assertThat(states(inventory(migration("1")))).containsExactly("1 HALF_DONE");

        holder = Optional.empty();
        assertThat(states(inventory(migration("1")))).containsExactly("1 HALF_DONE");
    }

    @Test
    void whatIsNotAboveTheBaselineIsNeverApplied() {
        baseline = Optional.of(new Baseline(Version.of("2"), "as it was", RUNNER, AT));

        LedgerInventory inventory = inventory(migration("1"), migration("2.0"), migration("3"));

        assertThat(states(inventory)).containsExactly("1 BELOW_BASELINE", "2.0 BELOW_BASELINE", "3 PENDING");
        assertThat(inventory.currentVersion()).contains(Version.of("2"));
        assertThat(inventory.pending(true)).containsExactly(migration("3"));
        assertThat(inventory.problems()).isEmpty();
    }

    @Test
    void anUndoneOneIsPendingAgain() {
        row("1", RowState.APPLIED, 1);
        row("2", RowState.UNDONE, 1);

        LedgerInventory inventory = inventory(migration("1"), migration("2", "rewritten"));

        assertThat(states(inventory)).containsExactly("1 APPLIED", "2 UNDONE");
        assertThat(inventory.pending(false)).containsExactly(migration("2", "rewritten"));
        assertThat(inventory.problems()).isEmpty();
    }

    @Test
    void anUndoThatDidNotEndStopsEverything() {
        row("1", RowState.UNDOING, 1);
        row("2", RowState.UNDO_FAILED, 1);

        LedgerInventory inventory = inventory(migration("1"), migration("2"));

        assertThat(states(inventory)).containsExactly("1 UNDO_HALF_DONE", "2 UNDO_FAILED");
        assertThat(inventory.blockers(false))
                .extracting(Problem::code)
                .containsExactly(LedgerProblem.HALF_DONE, LedgerProblem.FAILED);
        assertThat(inventory.pending(false)).isEmpty();
    }

    @Test
    void aDeletedOneIsNotMissed() {
        row("1", RowState.DELETED, 1);

        LedgerInventory inventory = inventory(migration("2"));

        assertThat(states(inventory)).containsExactly("1 DELETED", "2 PENDING");
        assertThat(inventory.problems()).isEmpty();
    }

    private void row(String version, RowState state, long term) {
        rows.add(new MigrationRow(
                migration(version), state, new MigrationRow.Work(RUNNER, term, AT, null, 2, "aws/refused: no"), 1));
    }

    private LedgerInventory inventory(ResolvedMigration... files) {
        return LedgerInventory.of(new LedgerContents(rows, baseline, holder), Arrays.asList(files));
    }

    private static List<String> states(LedgerInventory inventory) {
        return inventory.rows().stream()
                .map(row -> row.version() + " " + row.state())
                .toList();
    }
}
