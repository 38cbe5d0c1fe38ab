package io.ordermig.report;

import io.ordermig.event.MigrationRef;
import io.ordermig.postgres.Inventory;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a person wants to see at the end, as lines of text. */
public final class Summary {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Summary() {}

    /** The table of all migrations, and a line that counts what is pending. */
    public static List<String> of(Inventory inventory, ZoneId zone) {
        TextTable table = new TextTable("Version", "Description", "Type", "Phase", "Undo", "Applied on", "State");
        for (Inventory.Row row : inventory.rows()) {
            MigrationRef migration = row.migration();
            table.row(
                    migration.version().isEmpty() ? "(repeatable)" : migration.version(),
                    migration.description(),
                    migration.kind(),
                    migration.phase(),
                    row.inverse().text(),
                    row.applied().map(at -> TIME.format(at.atZone(zone))).orElse(""),
                    row.state());
        }
        List<String> lines =
                new ArrayList<>(inventory.rows().isEmpty() ? List.of("There are no migrations.") : table.lines());
        int pending = inventory.pending().size();
        lines.add("");
        inventory.rows().stream()
                .filter(row -> row.state().contains("Failed"))
                .map(row -> "Migration " + row.migration().title()
                        + " has failed; clean up what it left, then take its row out with repair.")
                .forEach(lines::add);
        lines.add("Schema " + inventory.schema() + " is at "
                + (inventory.current().isEmpty() ? "no version yet" : "version " + inventory.current()) + "; "
                + (pending == 0 ? "nothing is pending." : count(pending, "migration") + " pending."));
        return lines;
    }

    /** What a migrate step did, with a row for each migration. */
    public static List<String> of(MigrationReport.Step step) {
        TextTable table = new TextTable("Version", "Description", "State", "Time", "Rows");
        for (MigrationReport.Migration migration : step.migrations()) {
            table.row(
                    migration.migration().version().isEmpty()
                            ? "(repeatable)"
                            : migration.migration().version(),
                    migration.migration().description(),
                    migration.state().name().toLowerCase(Locale.ROOT),
                    Durations.text(migration.took()),
                    String.format(Locale.ROOT, "%,d", migration.rows()));
        }
        return table.lines();
    }

    /**
     * The table of restore points, the newest first, and a line that says what can be restored from.
     *
     * @param now the time to measure ages from
     */
    public static List<String> of(List<ListedPoint> points, Instant now, ZoneId zone) {
        if (points.isEmpty()) {
            return List.of("There are no restore points.");
        }
        List<ListedPoint> newestFirst = points.stream()
                .sorted(Comparator.comparing(
                                (ListedPoint listed) -> listed.point().started())
                        .reversed())
                .toList();
        TextTable table = new TextTable("Id", "State", "Done", "Age", "Size", "Engine", "Schema version", "By");
        for (ListedPoint listed : newestFirst) {
            table.row(
                    listed.point().id(),
                    listed.state(),
                    listed.percent() < 0 ? "" : listed.percent() + " %",
                    age(Duration.between(listed.point().started(), now)),
                    listed.bytes() > 0 ? Sizes.text(listed.bytes()) : "",
                    listed.engine(),
                    listed.schemaVersion(),
                    listed.origin().name().toLowerCase(Locale.ROOT));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(count(points.size(), "restore point") + "; "
                + newestFirst.stream()
                        .filter(ListedPoint::usable)
                        .map(ListedPoint::point)
                        .findFirst()
                        .map(point -> "the newest that can be restored from is of "
                                + TIME.format(point.started().atZone(zone)) + ": " + point.id())
                        .orElse("none of them can be restored from."));
        return lines;
    }

    /** Clocks differ a little, so that what was just made may seem to be of the future. */
    private static String age(Duration since) {
        if (since.isNegative()) {
            return Durations.text(Duration.ZERO);
        }
        return since.toDays() >= 2 ? since.toDays() + " d" : Durations.text(since);
    }

    /** A number with its noun: {@code 1 migration}, {@code 3 migrations}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d ", number) + noun + (number == 1 ? "" : "s");
    }
}
