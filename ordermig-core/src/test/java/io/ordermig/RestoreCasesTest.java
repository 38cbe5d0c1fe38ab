package io.ordermig;

import static io.ordermig.testing.Runs.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.RestoreCases.RestoreOutcome;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.SampleRestore;
import io.ordermig.testing.SampleStep;
import io.ordermig.testing.SdkSettings;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedCloudWatch;
import io.ordermig.testing.aws.SimulatedSns;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is around a restore: its confirmation, its report, and who is told when. */
@ExtendWith(AwsSimulatorExtension.class)
class RestoreCasesTest {

    @RegisterExtension
    final SdkSettings sdk = new SdkSettings();

    @TempDir
    Path temp;

    private final AwsSimulator aws;
    private final RecordedEvents events = new RecordedEvents();
    private final Settings settings = new Settings();
    private RestorePlan plan = SampleRestore.PLAN;
    private int failing;
    private Ordermig door;

    RestoreCasesTest(AwsSimulator simulator) {
        aws = simulator;
        settings.put("notificationTopic", simulator.sns().createTopic("migrations"));
        settings.put("metrics", "true");
    }

    @BeforeEach
    void leadTheSdkToTheSimulator() {
        sdk.use(aws);
    }

    private RestoreCases cases() {
        RunConfig config = RunConfig.from(settings, "staging", "com.example:order-service:1", temp);
        door = new Ordermig(
                new Run("staging", "com.example:order-service:1", aws.clock()),
                config,
                SampleStep.MAVEN,
                List.of(events),
                aws.clock(),
                Sleeper.SYSTEM);
        RestoreConfig restore = RestoreConfig.from(settings);
        settings.check();
        return new RestoreCases(door, restore, true, told -> new SampleRestore(told, plan, failing));
    }

    private RestoreOutcome restore() {
        return cases().restore();
    }

    private MigrationReport.Step step() {
        return door.step().orElseThrow();
    }

    private List<String> subjects() {
        return aws.sns().messages().stream().map(SimulatedSns.Message::subject).toList();
    }

    private List<String> figures() {
        return aws.cloudWatch().data().stream()
                .map(SimulatedCloudWatch.Datum::datum)
                .map(datum -> datum.metricName() + " " + datum.value().longValue())
                .toList();
    }

    @Test
    void showsThePlanWithoutConfirmationAndTellsNobody() {
        settings.put("notifyOn", "success,failure,restore,unchanged");

        RestoreOutcome outcome = restore();

        assertThat(outcome.restored()).isFalse();
        assertThat(outcome.plan()).isEqualTo(SampleRestore.PLAN);
        assertThat(outcome.parameters().toString())
                .isEqualTo("{snapshotId=" + SampleRestore.POINT.id() + ", confirm=orders}");
        assertThat(events.of(RunEvent.RestoreStepStarted.class)).isEmpty();
        assertThat(step().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(step().restore()).satisfies(shown -> {
            assertThat(shown.confirmed()).isFalse();
            assertThat(shown.steps()).extracting(RestoreEntry.Step::state).containsOnly(RestoreEntry.State.PLANNED);
        });
        assertThat(subjects()).isEmpty();
        assertThat(figures()).isEmpty();
    }

    @Test
    void tellsNobodyOfAPlanThatCannotBeMade() {
        settings.put("confirm", "");
        plan = null;

        failureOf(this::restore);

        assertThat(subjects()).isEmpty();
    }

    @Test
    void takesBackWhatIsConfirmedAndTellsOfItsEnd() {
        settings.put("confirm", "orders");

        assertThat(restore().aftermath()).contains(SampleRestore.AFTERMATH);

        assertThat(step().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(subjects()).containsExactly("order-service restore succeeded: staging, orders (outage 2 m 10 s)");
        assertThat(figures())
                .contains("RestoreSuccess 1", "RestoreFailure 0", "RestoreOutage 130000")
                .hasSize(4);
    }

    @Test
    void tellsOfOneThatFailed() {
        settings.put("confirm", "orders");
        failing = 2;

        OrdermigException failure = failureOf(this::restore);

        assertThat(failure.problem().code()).isEqualTo(RestoreProblem.FAILED);
        assertThat(step().restore().steps())
                .extracting(RestoreEntry.Step::state)
                .containsExactly(RestoreEntry.State.DONE, RestoreEntry.State.FAILED, RestoreEntry.State.PLANNED);
        assertThat(subjects()).containsExactly("ALERT: order-service restore FAILED: staging, orders");
        assertThat(figures()).contains("RestoreSuccess 0", "RestoreFailure 1").hasSize(3);
    }

    @Test
    void doesNothingWhenItIsRestoredFromThereAlready() {
        settings.put("confirm", "orders");
        plan = SampleRestore.done();

        assertThat(restore().restored()).isFalse();

        assertThat(step().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(subjects()).isEmpty();
        assertThat(figures()).isEmpty();
    }

    @Test
    void refusesToTakeBackSomethingElseThanWasConfirmed() {
        settings.put("confirm", "customers");

        OrdermigException failure = failureOf(this::restore);

        assertThat(failure.problem().code()).isEqualTo(RestoreProblem.CONFIRMED_OTHER);
        assertThat(failure.problem().text(SampleStep.MAVEN)).contains("-Dordermig.confirm) to orders");
        assertThat(events.of(RunEvent.RestorePlanned.class)).isEmpty();
    }

    @Test
    void tellsOfAnEmergencyWhenItBeginsAndWhenItEndsWhateverElseIsTold() {
        settings.put("emergency", "true");
        settings.put("confirm", "orders");
        settings.put("notifyOn", "failure");

        restore();

        assertThat(subjects())
                .containsExactly(
                        "ALERT: order-service restore BEGINS: staging, orders",
                        "order-service restore succeeded: staging, orders (outage 2 m 10 s)");
        assertThat(aws.sns().messages().get(0).attributes().get("outcome").stringValue())
                .isEqualTo("started");
    }

    @Test
    void announcesNoEmergencyBeforeItIsConfirmed() {
        settings.put("emergency", "true");

        assertThat(restore().parameters()).containsEntry("emergency", "true");

        assertThat(subjects()).isEmpty();
    }

    @Test
    void refusesAnEmergencyWhenThereIsNobodyToTell() {
        settings.put("emergency", "true");
        settings.put("confirm", "orders");
        settings.unset("notificationTopic");

        OrdermigException failure = failureOf(this::restore);

        assertThat(failure.problem().code()).isEqualTo(RestoreProblem.NOBODY_TOLD);
        assertThat(events.of(RunEvent.RestorePlanned.class)).isEmpty();
        assertThat(failure.problem().text(SampleStep.MAVEN)).contains("-Dordermig.notificationTopic");
    }

    @Test
    void goesOnInAnEmergencyWhenTheTopicCannotBeTold() {
        settings.put("emergency", "true");
        settings.put("confirm", "orders");
        settings.put("notificationTopic", "arn:aws:sns:eu-central-1:123456789012:gone");

        assertThat(restore().restored()).isTrue();

        assertThat(events.of(RunEvent.Warned.class))
                .hasSize(2)
                .allMatch(warned -> warned.text().startsWith("The notification was not sent"));
    }

    @Test
    void findsThePointAndLeavesNoTrace() {
        RestoreCases.FoundPoint found = cases().find();

        assertThat(found.source()).isEqualTo("orders");
        assertThat(found.point().point()).isEqualTo(SampleRestore.POINT);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void asksForTheSameAgainByTheParametersThatWereGiven() {
        settings.put("restoreTime", "latest");
        settings.put("restoreStrategy", "replace");
        settings.put("finalSnapshot", "false");
        settings.put("restoreAccept", "StorageType, Iops");
        settings.put("restoreAgain", "true");
        plan = new RestorePlan(
                "orders",
                "instance",
                new RestorePlan.Origin(Optional.empty(), SampleRestore.TIME, ""),
                RestorePlan.Strategy.REPLACE,
                SampleRestore.PLAN.steps(),
                SampleRestore.PLAN.outage(),
                List.of());

        assertThat(restore().parameters().toString())
                .isEqualTo("{restoreTime=latest, restoreStrategy=replace, finalSnapshot=false,"
                        + " restoreAccept=StorageType,Iops, restoreAgain=true, confirm=orders}");
    }
}
