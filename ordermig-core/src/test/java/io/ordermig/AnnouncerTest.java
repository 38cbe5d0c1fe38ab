package io.ordermig;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.Aws;
import io.ordermig.aws.AwsProblem;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.event.Outcome;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.Problem;
import io.ordermig.report.MigrationReport;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.SampleStep;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked for at the end of a goal, and what not. */
class AnnouncerTest {

    private static final String AWAY = "AWS is away today.";

    private final RecordedEvents events = new RecordedEvents();

    private void announce(AwsProblem problem) {
        Settings settings = new Settings();
        settings.put("metrics", "true");
        settings.put("notificationTopic", "arn:aws:sns:eu-central-1:123456789012:migrations");
        RunConfig config = RunConfig.from(settings, "staging", "com.example:order-service:1", Path.of("unused"));
        MigrationReport.Step step = new SampleStep("migrate", Outcome.FAILED)
                .problem(Problem.of(problem, "It failed.").fix("Mend it.").build())
                .step();
        MigrationReport report = new MigrationReport(
                "20400301T020000Z-7f3a", "staging", "com.example:order-service:1", List.of(), List.of(step));
        new Announcer(config, AnnouncerTest::away, new RunEvents(Clock.systemUTC(), List.of(events)))
                .announce(report, step, true);
    }

    private List<String> warnings() {
        return events.of(RunEvent.Warned.class).stream()
                .map(RunEvent.Warned::text)
                .toList();
    }

    private static Aws away() {
        throw new IllegalStateException(AWAY);
    }

    @Test
    void triesBothWhateverTheGoalFailedOf() {
        announce(AwsProblem.THROTTLED);

        assertThat(warnings()).hasSize(2).allMatch(warning -> warning.contains(AWAY));
    }

    @Test
    void doesNotLookForCredentialsThatTheGoalHasNotFound() {
        announce(AwsProblem.CREDENTIALS_MISSING);

        assertThat(warnings()).isEmpty();
    }

    @Test
    void sendsWithoutTheRegionThatTheGoalHasNotFound() {
        announce(AwsProblem.REGION_MISSING);

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("The notification was not sent; ")
                .contains(AWAY);
    }
}
