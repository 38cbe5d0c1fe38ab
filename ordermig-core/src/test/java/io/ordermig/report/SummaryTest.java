package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Inventory;
import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Vocabulary;
import io.ordermig.snapshot.ListedPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {

    private static MigrationRef migration(String version, String description, String phase) {
        return new MigrationRef("postgresql", version, description, "file", "SQL", phase, true);
    }

    @Test
    void showsAnInventoryAsATable() {
        Inventory inventory = new Inventory(
                "postgresql",
                "public",
                "1",
                List.of(
                        new Inventory.Row(
                                migration("1", "create orders", "expand"),
                                "Success",
                                false,
                                Inverse.PRESENT,
                                Instant.parse("2026-03-01T10:15:00Z")),
                        new Inventory.Row(migration("2", "naïve 𝒩ame", ""), "Pending", true, Inverse.MISSING, null),
                        new Inventory.Row(migration("", "view", ""), "Pending", true, Inverse.NOT_NEEDED, null)));

        assertThat(Summary.of(inventory, ZoneOffset.ofHours(1)))
                .containsExactly(
                        "Version       Description    Type  Phase   Undo     Applied on           State",
                        "------------  -------------  ----  ------  -------  -------------------  -------",
                        "1             create orders  SQL   expand  yes      2026-03-01 11:15:00  Success",
                        "2             naïve 𝒩ame     SQL           missing                       Pending",
                        "(repeatable)  view           SQL                                         Pending",
                        "",
                        "Schema public is at version 1; 2 migrations pending.");
    }

    @Test
    void saysSoWhenThereIsNothing() {
        assertThat(Summary.of(new Inventory("postgresql", "app", "", List.of()), ZoneOffset.UTC))
                .containsExactly(
                        "There are no migrations.", "", "Schema app is at no version yet; nothing is pending.");
    }

    @Test
    void pointsAtWhatHasFailed() {
        Inventory inventory = new Inventory(
                "postgresql",
                "public",
                "",
                List.of(new Inventory.Row(migration("3", "index", ""), "Failed", false, Inverse.MISSING, null)));

        assertThat(Summary.of(inventory, ZoneOffset.UTC))
                .contains("Migration 3 index has failed; clean up what it left, then take its row out with repair.");
    }

    @Test
    void showsBothStoresInOneTableAndWhereEachStands() {
        Inventory postgres = new Inventory(
                "postgresql",
                "public",
                "1",
                List.of(new Inventory.Row(
                        migration("1", "create orders", "expand"),
                        "Success",
                        false,
                        Inverse.PRESENT,
                        Instant.parse("2026-03-01T10:15:00Z"))));
        Inventory dynamo = new Inventory(
                "dynamodb",
                "ordermig_ledger",
                "",
                List.of(new Inventory.Row(
                        new MigrationRef("dynamodb", "3", "index", "V3__index.yaml", "YAML", "", false),
                        "Failed",
                        true,
                        Inverse.IRREVERSIBLE,
                        null)));

        assertThat(Summary.of(List.of(postgres, dynamo), ZoneOffset.UTC))
                .containsExactly(
                        "Store       Version  Description    Type  Phase   Undo          Applied on           State",
                        "----------  -------  -------------  ----  ------  ------------  -------------------  -------",
                        "postgresql  1        create orders  SQL   expand  yes           2026-03-01 10:15:00  Success",
                        "dynamodb    3        index          YAML          irreversible                       Failed",
                        "",
                        "Schema public is at version 1; nothing is pending.",
                        "Migration 3 index has failed; the next run goes on with it behind the operations that are done.",
                        "DynamoDB, by the ledger ordermig_ledger, is at no version yet; 1 migration pending.");
    }

    @Test
    void showsWhatAStepDid() {
        MigrationReport.Migration applied = new MigrationReport.Migration(
                migration("3", "seed", ""),
                Inverse.PRESENT,
                MigrationReport.State.APPLIED,
                Instant.EPOCH,
                Duration.ofMillis(1_430),
                12_345,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        MigrationReport.Step step = new MigrationReport.Step(
                new MigrationReport.Goal("migrate", "p", Vocabulary.NEUTRAL),
                Instant.EPOCH,
                Instant.EPOCH,
                Outcome.SUCCEEDED,
                null,
                "2",
                "3",
                1,
                List.of(),
                List.of(applied),
                null,
                List.of(),
                List.of());

        assertThat(Summary.of(step))
                .containsExactly(
                        "Version  Description  State    Time   Rows",
                        "-------  -----------  -------  -----  ------",
                        "3        seed         applied  1.4 s  12,345");
    }

    private static ListedPoint listed(String started, String state, boolean usable, int percent, long bytes) {
        Instant at = Instant.parse(started);
        RestorePoint.Kind kind = RestorePoint.Kind.DB_SNAPSHOT;
        return new ListedPoint(
                new RestorePoint(
                        kind,
                        "pre-migration-orders-" + at.atZone(ZoneOffset.UTC).getDayOfMonth(),
                        "orders",
                        at),
                state,
                usable,
                percent,
                bytes,
                "postgres 17.4",
                usable ? ListedPoint.Origin.ORDERMIG : ListedPoint.Origin.AUTOMATED,
                "staging",
                usable ? "20260301" : "");
    }

    @Test
    void showsRestorePointsAsATable() {
        List<ListedPoint> points = List.of(
                listed("2026-03-01T10:15:00Z", "available", true, 100, 120L << 30),
                listed("2026-03-04T10:14:30Z", "creating", false, 12, 0),
                listed("2026-03-02T23:15:00Z", "available", true, -1, 7_600_000));

        assertThat(Summary.of(points, Instant.parse("2026-03-04T10:15:00Z"), ZoneOffset.ofHours(1)))
                .containsExactly(
                        "Id                      State      Done   Age        Size    Engine         Schema version  By",
                        "----------------------  ---------  -----  ---------  ------  -------------  --------------  ---------",
                        "pre-migration-orders-4  creating   12 %   30.0 s             postgres 17.4                  automated",
                        "pre-migration-orders-2  available         35 h 00 m  7.2 MB  postgres 17.4  20260301        ordermig",
                        "pre-migration-orders-1  available  100 %  3 d        120 GB  postgres 17.4  20260301        ordermig",
                        "",
                        "3 restore points; the newest that can be restored from is of 2026-03-03 00:15:00:"
                                + " pre-migration-orders-2");
    }

    @Test
    void saysSoWhenNothingCanBeRestoredFrom() {
        assertThat(Summary.of(List.<ListedPoint>of(), Instant.EPOCH, ZoneOffset.UTC))
                .containsExactly("There are no restore points.");
        assertThat(Summary.of(
                        List.of(listed("2026-03-04T10:14:30Z", "failed", false, 0, 0)),
                        Instant.parse("2026-03-04T10:14:00Z"),
                        ZoneOffset.UTC))
                .contains("1 restore point; none of them can be restored from.")
                .anyMatch(line -> line.contains("  0 ms  "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "812, 812 bytes",
        "1023, 1023 bytes",
        "1024, 1 kB",
        "7600000, 7.2 MB",
        "10400000, 9.9 MB",
        "10485759, 10 MB",
        "1073741823, 1 GB",
        "128849018880, 120 GB",
        "9223372036854775807, 8192 PB"
    })
    void showsSizes(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(text);
    }

    @Test
    void countsWithANoun() {
        assertThat(Summary.count(0, "migration")).isEqualTo("0 migrations");
        assertThat(Summary.count(1, "migration")).isEqualTo("1 migration");
        assertThat(Summary.count(1_200, "row")).isEqualTo("1,200 rows");
    }

    @Test
    void takesTheWorstOutcomeForTheWholeRun() {
        assertThat(outcome(Outcome.UNCHANGED, Outcome.SUCCEEDED)).isEqualTo(Outcome.SUCCEEDED);
        assertThat(outcome(Outcome.SUCCEEDED, Outcome.UNCHANGED)).isEqualTo(Outcome.SUCCEEDED);
        assertThat(outcome(Outcome.FAILED, Outcome.SUCCEEDED)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(Outcome.UNCHANGED, Outcome.FAILED)).isEqualTo(Outcome.FAILED);
        assertThat(outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    private static Outcome outcome(Outcome... outcomes) {
        List<MigrationReport.Step> steps = java.util.Arrays.stream(outcomes)
                .map(outcome -> new MigrationReport.Step(
                        new MigrationReport.Goal("migrate", "p", Vocabulary.NEUTRAL),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        outcome,
                        null,
                        null,
                        null,
                        0,
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of()))
                .toList();
        return new MigrationReport("run", "e", "p", List.of(), steps).outcome().orElseThrow();
    }
}
