package io.ordermig.report;

import io.ordermig.dynamo.DynamoEngine;
import io.ordermig.event.Inventory;
import io.ordermig.event.MigrationRef;
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

    /** The table of all migrations of one store, and a line that counts what is pending. */
    public static List<String> of(Inventory inventory, ZoneId zone) {
        return of(List.of(inventory), zone);
    }

    /** One table of the migrations of all stores, and a line for each store that counts what is pending. */
    public static List<String> of(List<Inventory> inventories, ZoneId zone) {
        boolean several = inventories.size() > 1;
        List<String> headings =
                new ArrayList<>(List.of("Version", "Description", "Type", "Phase", "Undo", "Applied on", "State"));
        if (several) {
            headings.add(0, "Store");
        }
        TextTable table = new TextTable(headings.toArray(String[]::new));
        boolean empty = true;
        for (Inventory inventory : inventories) {
            for (Inventory.Row row : inventory.rows()) {
                empty = false;
                List<String> cells = cells(row, zone);
                if (several) {
                    cells.add(0, inventory.store());
                }
                table.row(cells.toArray(String[]::new));
            }
        }
        List<String> lines = new ArrayList<>(empty ? List.of("There are no migrations.") : table.lines());
        lines.add("");
        inventories.forEach(inventory -> {
            lines.addAll(failed(inventory));
            lines.add(standing(inventory));
        });
        return lines;
    }

    private static List<String> cells(Inventory.Row row, ZoneId zone) {
        MigrationRef migration = row.migration();
        return new ArrayList<>(List.of(
                migration.version().isEmpty() ? "(repeatable)" : migration.version(),
                migration.description(),
                migration.kind(),
                migration.phase(),
                row.inverse().text(),
                row.applied().map(at -> TIME.format(at.atZone(zone))).orElse(""),
                row.state()));
    }

    private static List<String> failed(Inventory inventory) {
        return inventory.rows().stream()
                .filter(row -> row.state().contains("ailed"))
                .map(row -> "Migration " + row.migration().title()
                        + (isDynamo(inventory)
                                ? " has failed; the next run goes on with it behind the operations that are done."
                                : " has failed; clean up what it left, then take its row out with repair."))
                .toList();
    }

    private static String standing(Inventory inventory) {
        int pending = inventory.pending().size();
        return (isDynamo(inventory) ? "DynamoDB, by the ledger " : "Schema ") + inventory.home()
                + (isDynamo(inventory) ? ", is at " : " is at ")
                + (inventory.current().isEmpty() ? "no version yet" : "version " + inventory.current()) + "; "
                + (pending == 0 ? "nothing is pending." : count(pending, "migration") + " pending.");
    }

    private static boolean isDynamo(Inventory inventory) {
        return inventory.store().equals(DynamoEngine.STORE);
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

    /** How old something is, for people. Clocks differ a little, so that what was just made may seem to be of the future. */
    public static String age(Duration since) {
        if (since.isNegative()) {
            return Durations.text(Duration.ZERO);
        }
        return since.toDays() >= 2 ? since.toDays() + " d" : Durations.text(since);
    }

    /** A version for people, where there may be none. */
    public static String version(String version) {
        return version.isEmpty() ? "none" : version;
    }

    /** Where one is among several, in front of it: {@code "  3/12  "}. */
    public static String place(int number, int of) {
        String total = String.valueOf(of);
        return String.format(Locale.ROOT, "  %" + total.length() + "d/%s  ", number, total);
    }

    /** A number with its noun: {@code 1 migration}, {@code 3 migrations}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d ", number) + noun + (number == 1 ? "" : "s");
    }
}
