package io.ordermig.dynamo;

import io.ordermig.config.DynamoConfig;
import io.ordermig.dynamo.file.DynamoScript;
import io.ordermig.dynamo.ledger.LedgerInventory;
import io.ordermig.dynamo.ledger.MigrationState;
import io.ordermig.dynamo.ledger.RowState;
import io.ordermig.dynamo.ledger.Version;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which migrations a run applies or undoes. */
final class Selection {

    private static final String TARGET = "dynamoTarget";

    private final DynamoFiles files;
    private final LedgerInventory inventory;
    private final DynamoConfig.Migrate config;

    Selection(DynamoFiles files, LedgerInventory inventory, DynamoConfig.Migrate config) {
        this.files = files;
        this.inventory = inventory;
        this.config = config;
    }

    /**
     * What is to be applied, in order.
     *
     * @throws OrdermigException when there is no migration of the version to stop at
     */
    List<DynamoScript> pending() {
        List<DynamoScript> all = inventory.pending(config.outOfOrder()).stream()
                .map(files::script)
                .toList();
        Optional<Version> current = inventory.currentVersion();
        return switch (config.target().toLowerCase(Locale.ROOT)) {
            case "latest" -> all;
            case "next" -> all.subList(0, Math.min(1, all.size()));
            case "current" ->
                all.stream()
                        .filter(script ->
                                current.isPresent() && script.version().compareTo(current.get()) <= 0)
                        .toList();
            default -> {
                Version target = target();
                yield all.stream()
                        .filter(script -> script.version().compareTo(target) <= 0)
                        .toList();
            }
        };
    }

    /**
     * What is to be undone, the last one first: all above the target, or the last one when there is no target. What was
     * begun and not ended counts as well.
     *
     * @throws OrdermigException when there is no migration of the target's version, or one of them cannot be undone
     */
    List<DynamoScript> undoable() {
        List<LedgerInventory.Row> applied = inventory.rows().stream()
                .filter(row -> row.recorded()
                        .filter(past -> past.state() != RowState.UNDONE)
                        .isPresent())
                .sorted(Comparator.comparing(LedgerInventory.Row::version).reversed())
                .toList();
        List<LedgerInventory.Row> rows;
        if (config.target().equalsIgnoreCase("latest")) {
            rows = applied.subList(0, Math.min(1, applied.size()));
        } else {
            Version target = target();
            rows = applied.stream()
                    .filter(row -> row.version().compareTo(target) > 0)
                    .toList();
        }
        List<Problem> problems =
                rows.stream().flatMap(row -> obstacle(row).stream()).toList();
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        return rows.stream()
                .map(row -> files.script(row.version()).orElseThrow())
                .toList();
    }

    private Optional<Problem> obstacle(LedgerInventory.Row row) {
        Optional<DynamoScript> script = files.script(row.version());
        if (script.isEmpty()) {
            return Optional.of(noInverse(row, "Neither its file nor its inverse is there.")
                    .fix("Bring both back, or run this in the build that has them.")
                    .build());
        }
        if (row.state() == MigrationState.CHECKSUM_MISMATCH) {
            return inventory.problemOf(row);
        }
        if (script.get().inverse().isPresent()) {
            return Optional.empty();
        }
        Optional<String> reason = script.get().header().irreversible();
        return Optional.of(
                reason.isPresent()
                        ? noInverse(row, "Its file says why: " + reason.get())
                                .fix(
                                        "Go back by its backup, as docs/dynamo-restore.md says, or make the change in a new"
                                                + " migration.")
                                .build()
                        : noInverse(row, "")
                                .fix("Write its inverse, U" + row.version()
                                        + "__<name>.yaml (in Java: UndoableDynamoMigration).")
                                .build());
    }

    private static Problem.Builder noInverse(LedgerInventory.Row row, String detail) {
        return Problem.of(
                        DynamoProblem.NO_INVERSE, "Migration " + row.title() + " cannot be undone: it has no inverse.")
                .where(row.recorded().map(past -> past.migration().script()).orElse(""))
                .detail(detail);
    }

    /** The version to stop at; 0 is before all. */
    private Version target() {
        boolean lenient = config.target().endsWith("?");
        String text = lenient ? config.target().substring(0, config.target().length() - 1) : config.target();
        Version target = Version.parse(text).orElseThrow(() -> unknown(text));
        boolean known = lenient
                || target.equals(Version.of("0"))
                || inventory.rows().stream().anyMatch(row -> row.version().equals(target))
                || inventory.currentVersion().filter(target::equals).isPresent();
        if (!known) {
            throw unknown(text);
        }
        return target;
    }

    private OrdermigException unknown(String text) {
        List<String> versions = new ArrayList<>(
                inventory.rows().stream().map(row -> row.version().text()).toList());
        return new OrdermigException(
                Problem.of(DynamoProblem.TARGET_UNKNOWN, "There is no DynamoDB migration of version " + text + ".")
                        .where("parameter " + TARGET + ": " + config.target())
                        .detail(NearestName.hint(text, versions))
                        .fix(Remedy.run("dynamo-info", "to see which versions there are"))
                        .fix(Remedy.set(TARGET, text + "?", "if it need not exist"))
                        .build());
    }
}
