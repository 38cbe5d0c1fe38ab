package io.ordermig.dynamo.ledger;

import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is resolved, applied and pending, by version.
 *
 * @param current the highest version that is applied, or the baseline; {@code null} when there is neither
 * @param rows one for each version that has a file or a row
 */
public record LedgerInventory(@Nullable Version current, List<Row> rows) {

    public LedgerInventory {
        rows = List.copyOf(rows);
    }

    /**
     * One migration.
     *
     * @param state what it is
     * @param file what was found in the project; {@code null} when nothing was
     * @param row what the ledger says; {@code null} when it says nothing
     */
    public record Row(
            Version version,
            MigrationState state,
            @Nullable ResolvedMigration file,
            @Nullable MigrationRow row) {

        /** What was found in the project. */
        public Optional<ResolvedMigration> resolved() {
            return Optional.ofNullable(file);
        }

        /** What the ledger says. */
        public Optional<MigrationRow> recorded() {
            return Optional.ofNullable(row);
        }

        /** For people: {@code 3 add order index}. */
        public String title() {
            return file != null ? file.title() : row != null ? row.title() : version.text();
        }
    }

    /**
     * Compares files with a ledger. Files are given in any order.
     *
     * @throws IllegalArgumentException when two files have one version
     */
    public static LedgerInventory of(LedgerContents contents, List<ResolvedMigration> resolved) {
        Map<Version, ResolvedMigration> files = resolved.stream()
                .collect(Collectors.toMap(
                        ResolvedMigration::version,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalArgumentException("two migrations with version " + one.version());
                        },
                        TreeMap::new));
        Map<Version, MigrationRow> rows =
                contents.rows().stream().collect(Collectors.toMap(MigrationRow::version, Function.identity()));
        Optional<Version> baseline = contents.baseline().map(Baseline::version);
        Optional<Version> current = rows.values().stream()
                .filter(row -> row.state().isApplied())
                .map(MigrationRow::version)
                .max(Comparator.naturalOrder());
        TreeSet<Version> versions = new TreeSet<>(files.keySet());
        versions.addAll(rows.keySet());
        Comparison comparison = new Comparison(
                contents.holder().map(Holder::term).orElse(0L),
                current.orElse(null),
                baseline.orElse(null),
                files.keySet().stream().max(Comparator.naturalOrder()).orElse(null));
        return new LedgerInventory(
                current.or(() -> baseline).orElse(null),
                versions.stream()
                        .map(version -> {
                            ResolvedMigration file = files.get(version);
                            MigrationRow row = rows.get(version);
                            return new Row(version, comparison.state(version, file, row), file, row);
                        })
                        .toList());
    }

    /** What one file and one row are together. */
    private record Comparison(
            long runningTerm,
            @Nullable Version current,
            @Nullable Version baseline,
            @Nullable Version highestFile) {

        MigrationState state(Version version, @Nullable ResolvedMigration file, @Nullable MigrationRow row) {
            if (row == null || row.state() == RowState.UNDONE) {
                return notApplied(version, row != null);
            }
            if (row.state().isPartial()) {
                return partial(row);
            }
            if (file != null) {
                return file.checksum().equals(row.migration().checksum())
                        ? MigrationState.APPLIED
                        : MigrationState.CHECKSUM_MISMATCH;
            }
            if (row.state() == RowState.DELETED) {
                return MigrationState.DELETED;
            }
            boolean above = highestFile == null || version.compareTo(highestFile) > 0;
            return above ? MigrationState.FUTURE : MigrationState.MISSING;
        }

        private MigrationState notApplied(Version version, boolean undone) {
            if (baseline != null && version.compareTo(baseline) <= 0) {
                return MigrationState.BELOW_BASELINE;
            }
            if (current != null && version.compareTo(current) < 0) {
                return MigrationState.OUT_OF_ORDER;
            }
            return undone ? MigrationState.UNDONE : MigrationState.PENDING;
        }

        private MigrationState partial(MigrationRow row) {
            boolean running = row.work().term() == runningTerm;
            return switch (row.state()) {
                case FAILED -> MigrationState.FAILED;
                case UNDO_FAILED -> MigrationState.UNDO_FAILED;
                case UNDOING -> running ? MigrationState.RUNNING : MigrationState.UNDO_HALF_DONE;
                default -> running ? MigrationState.RUNNING : MigrationState.HALF_DONE;
            };
        }
    }

    /** The highest version that is applied, or the baseline. */
    public Optional<Version> currentVersion() {
        return Optional.ofNullable(current);
    }

    /**
     * What the next {@code migrate} applies, in order: also what it goes on with.
     *
     * @param outOfOrder whether versions below the current one are applied, too
     */
    public List<ResolvedMigration> pending(boolean outOfOrder) {
        List<ResolvedMigration> pending = new ArrayList<>();
        for (Row row : rows) {
            boolean applies = switch (row.state()) {
                case PENDING, UNDONE, FAILED, HALF_DONE -> true;
                case OUT_OF_ORDER -> outOfOrder;
                default -> false;
            };
            if (applies) {
                row.resolved().ifPresent(pending::add);
            }
        }
        return pending;
    }

    /**
     * What stops the next {@code migrate}. One that failed, or is half done, does not when its file is the same: it is
     * gone on with. Neither do applied ones of a newer build.
     *
     * @param outOfOrder whether versions below the current one may be applied
     */
    public List<Problem> blockers(boolean outOfOrder) {
        List<Problem> problems = new ArrayList<>();
        for (Row row : rows) {
            finding(row).filter(problem -> blocks(row, outOfOrder)).ifPresent(problems::add);
        }
        return problems;
    }

    /** Everything that is not as it should be. What is pending is as it should be. */
    public List<Problem> problems() {
        return rows.stream().flatMap(row -> finding(row).stream()).toList();
    }

    /** What is wrong with one migration; empty when it is as it should be. */
    public Optional<Problem> problemOf(Row row) {
        return finding(row);
    }

    private static boolean blocks(Row row, boolean outOfOrder) {
        return switch (row.state()) {
            case OUT_OF_ORDER -> !outOfOrder;
            case FAILED, HALF_DONE -> row.file() == null || changedMidway(row);
            default -> true;
        };
    }

    /** Whether a migration was begun by whoever holds the lock: a run that is at work, or one that was killed. */
    public boolean isRunning() {
        return rows.stream().anyMatch(row -> row.state() == MigrationState.RUNNING);
    }

    private static boolean changedMidway(Row row) {
        ResolvedMigration file = row.file();
        MigrationRow recorded = row.row();
        return file != null
                && recorded != null
                && recorded.work().operationsDone() > 0
                && !recorded.migration().checksum().equals(file.checksum());
    }

    private Optional<Problem> finding(Row row) {
        ResolvedMigration file = row.file();
        MigrationRow recorded = row.row();
        if (file != null && row.state() == MigrationState.OUT_OF_ORDER && current != null) {
            return Optional.of(LedgerFindings.outOfOrder(file, current));
        }
        if (recorded == null) {
            return Optional.empty();
        }
        return switch (row.state()) {
            case FAILED, HALF_DONE ->
                Optional.of(
                        file != null && changedMidway(row)
                                ? LedgerFindings.changedMidway(recorded, file)
                                : row.state() == MigrationState.FAILED
                                        ? LedgerFindings.failed(recorded)
                                        : LedgerFindings.halfDone(recorded));
            case UNDO_FAILED -> Optional.of(LedgerFindings.failed(recorded));
            case UNDO_HALF_DONE -> Optional.of(LedgerFindings.halfDone(recorded));
            case CHECKSUM_MISMATCH ->
                file == null ? Optional.empty() : Optional.of(LedgerFindings.changed(recorded, file));
            case MISSING -> Optional.of(LedgerFindings.missing(recorded));
            default -> Optional.empty();
        };
    }
}
