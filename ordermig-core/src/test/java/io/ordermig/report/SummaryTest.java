package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.postgres.Inventory;
import io.ordermig.postgres.Inverse;
import io.ordermig.problem.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static MigrationRef migration(String version, String description, String phase) {
        return new MigrationRef("postgresql", version, description, "file", "SQL", phase, true);
    }

    @Test
    void showsAnInventoryAsATable() {
        Inventory inventory = new Inventory(
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
        assertThat(Summary.of(new Inventory("app", "", List.of()), ZoneOffset.UTC))
                .containsExactly(
                        "There are no migrations.", "", "Schema app is at no version yet; nothing is pending.");
    }

    @Test
    void pointsAtWhatHasFailed() {
        Inventory inventory = new Inventory(
                "public",
                "",
                List.of(new Inventory.Row(migration("3", "index", ""), "Failed", false, Inverse.MISSING, null)));

        assertThat(Summary.of(inventory, ZoneOffset.UTC))
                .contains("Migration 3 index has failed; clean up what it left, then take its row out with repair.");
    }

    @Test
    void showsWhatAStepDid() {
        MigrationReport.Migration applied = new MigrationReport.Migration(
                migration("3", "seed", ""),
                MigrationReport.State.APPLIED,
                Instant.EPOCH,
                Duration.ofMillis(1_430),
                12_345,
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
                List.of(),
                List.of());

        assertThat(Summary.of(step))
                .containsExactly(
                        "Version  Description  State    Time   Rows",
                        "-------  -----------  -------  -----  ------",
                        "3        seed         applied  1.4 s  12,345");
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
                        List.of(),
                        List.of()))
                .toList();
        return new MigrationReport("run", "e", "p", List.of(), steps).outcome().orElseThrow();
    }
}
