package io.ordermig.report;

import static io.ordermig.testing.Runs.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordermig.event.Outcome;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.testing.SampleRestore;
import io.ordermig.testing.SampleStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report tells of restores. */
class RestoreReportTest {

    @TempDir
    Path temp;

    private final ReportRecorder recorder = new ReportRecorder(
            "20400301T024200Z-7f3a",
            "staging",
            "com.example:order-service:1",
            List.of(new MigrationReport.Version("ordermig", "1"), new MigrationReport.Version("java", "17")));
    private final RunEvents events = new RunEvents(
            Clock.fixed(SampleRestore.TIME.plusSeconds(2520), ZoneOffset.UTC),
            List.of(recorder.step("com.example:order-service:1", SampleStep.MAVEN)));

    private void begin() {
        events.publish(new RunEvent.GoalStarted(events.now(), "20400301T024200Z-7f3a", "restore", "staging"));
    }

    private void end(Outcome outcome) {
        events.publish(new RunEvent.GoalFinished(events.now(), "restore", outcome, Duration.ofMinutes(6), List.of()));
    }

    private JsonNode report() throws IOException {
        ReportFile file = new ReportFile(temp);
        file.prepare();
        file.write(recorder.report());
        return ReportSchema.valid(temp);
    }

    private JsonNode restore() throws IOException {
        return report().at("/steps/0/restore");
    }

    @Test
    void tellsOfOneThatWasDone() throws IOException {
        begin();
        SampleRestore.play(events, 0);
        end(Outcome.SUCCEEDED);

        JsonNode restore = restore();
        assertThat(restore.get("source").asText()).isEqualTo("orders");
        assertThat(restore.get("strategy").asText()).isEqualTo("swap");
        assertThat(restore.at("/from/id").asText()).isEqualTo(SampleRestore.POINT.id());
        assertThat(restore.at("/from/kind").asText()).isEqualTo("db-snapshot");
        assertThat(restore.at("/from/time").asText()).isEqualTo("2040-03-01T02:00:00Z");
        assertThat(restore.at("/from/schemaVersion").asText()).isEqualTo("20240117100000");
        assertThat(restore.get("confirmed").asBoolean()).isTrue();
        assertThat(restore.findValuesAsText("state")).containsExactly("done", "done", "done");
        assertThat(restore.at("/steps/1/outage").asBoolean()).isTrue();
        assertThat(restore.at("/steps/1/milliseconds").asLong()).isEqualTo(120_000);
        assertThat(restore.at("/steps/0/expected/most").asLong()).isEqualTo(2_400_000);
        assertThat(restore.at("/verifications/0/answer").asText()).isEqualTo("2 migrations");
        assertThat(restore.get("outage").asLong()).isEqualTo(130_000);
        assertThat(restore.get("kept").asText()).isEqualTo("orders-old-20400301024200");
        assertThat(restore.get("checklist")).hasSize(2);
        assertThat(restore.at("/checklist/1/commands/0").asText()).startsWith("aws rds delete-db-instance ");
        assertThat(report().get("goOn")).isEmpty();
    }

    @Test
    void tellsHowFarOneCameAndWithWhichLineItGoesOn() throws IOException {
        begin();
        failureOf(() -> SampleRestore.play(events, 2));
        assertThat(restore().findValuesAsText("state"))
                .as("while it runs")
                .containsExactly("done", "running", "planned");
        end(Outcome.FAILED);

        assertThat(restore().findValuesAsText("state")).containsExactly("done", "failed", "planned");
        assertThat(restore().has("outage")).isFalse();
        assertThat(restore().has("kept")).isFalse();
        assertThat(restore().get("checklist")).isEmpty();
        assertThat(report().at("/goOn/0/command").asText())
                .isEqualTo("mvn ordermig:restore -P env=staging -Dordermig.snapshotId=" + SampleRestore.POINT.id()
                        + " -Dordermig.confirm=orders");
    }

    @Test
    void tellsOfOneThatWasOnlyShown() throws IOException {
        begin();
        events.publish(
                new RunEvent.RestorePlanned(events.now(), SampleRestore.PLAN, false, SampleRestore.parameters()));
        end(Outcome.UNCHANGED);

        assertThat(restore().get("confirmed").asBoolean(true)).isFalse();
        assertThat(restore().findValuesAsText("state")).containsOnly("planned");
        assertThat(restore().get("notices")).hasSize(1);
        assertThat(restore().at("/expectedOutage/least").asLong()).isEqualTo(120_000);
    }

    @Test
    void tellsOfOneThatWasDoneBefore() throws IOException {
        begin();
        events.publish(
                new RunEvent.RestorePlanned(events.now(), SampleRestore.done(), true, SampleRestore.parameters()));
        end(Outcome.UNCHANGED);

        assertThat(restore().get("steps")).isEmpty();
    }

    @Test
    void hasASchemaThatKnowsAllOfIt() throws IOException {
        begin();
        SampleRestore.play(events, 0);
        end(Outcome.SUCCEEDED);
        ObjectNode report = (ObjectNode) report();

        ((ObjectNode) report.at("/steps/0/restore")).put("unknown", 1);
        assertThat(ReportSchema.errors(report.toString())).hasSize(1);
        ((ObjectNode) report.at("/steps/0/restore")).remove("unknown");
        assertThat(ReportSchema.errors(report.toString())).isEmpty();
        ((ObjectNode) report.at("/steps/0/restore/steps/0")).put("state", "elsewhere");
        assertThat(ReportSchema.errors(report.toString())).hasSize(1);
    }
}
