package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.postgres.HistoryState;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/** A snapshot of an earlier run serves in place of a new one when that loses nothing. */
class AdoptionTest extends RdsTest {

    private static final String NAME = "pre-migration-orders-20400301020000";

    AdoptionTest(AwsSimulator simulator) {
        super(simulator);
        rds.instance("orders");
    }

    /** A run that ends without a word while it waits. */
    private void killedWhileWaiting() {
        Sleeper killer = duration -> {
            throw new StackOverflowError("killed");
        };
        try {
            in(RUN, "orders", "", killer, points -> points.take(Optional.empty()));
        } catch (StackOverflowError killed) {
            return;
        }
        throw new AssertionError("It was not killed.");
    }

    private RestorePoint nextRun(Optional<HistoryState> state) {
        return in("next-run", "orders", "", clock, points -> points.take(state));
    }

    private int created() {
        return simulator.requests(CreateDbSnapshotRequest.class).size();
    }

    @Test
    void adoptsTheOneThatAKilledRunBegan() {
        killedWhileWaiting();
        clock.advance(Duration.ofMinutes(2));

        RestorePoint point = nextRun(Optional.empty());

        assertThat(point.id()).isEqualTo(NAME);
        assertThat(created()).isEqualTo(1);
        assertThat(events.of(RunEvent.RestorePointStarted.class))
                .extracting(RunEvent.RestorePointStarted::adopted)
                .containsExactly(false, true);
        assertThat(events.of(RunEvent.RestorePointReady.class)).singleElement().satisfies(ready -> {
            assertThat(ready.point()).isEqualTo(point);
            assertThat(ready.took()).isLessThan(Duration.ofMinutes(7));
        });
    }

    @Test
    void theManifestOfAnAdoptedOneHasTheSettingsOfItsOwnTime() throws IOException {
        rds.instance("orders").multiAz(true);
        killedWhileWaiting();
        rds.instance("orders").multiAz(false);

        RestorePoint point = nextRun(Optional.empty());

        Manifest manifest = Manifest.read(Manifest.path(manifests(), point.id()));
        assertThat(manifest.run()).isEqualTo(RUN);
        assertThat(manifest.environment()).isEqualTo("staging");
        assertThat(manifest.settings().instances().get(0).multiAZ()).isTrue();
    }

    @Test
    void aManifestThatIsThereAlreadyIsKept() throws IOException {
        RestorePoint first = take("orders");
        String written = Files.readString(Manifest.path(manifests(), first.id()));

        nextRun(Optional.of(changedBefore(Duration.ofDays(1))));

        assertThat(Manifest.path(manifests(), first.id())).hasContent(written);
        assertThat(written).contains("CertificateDetails");
    }

    @Test
    void doesNotAdoptTheOneThatIsBeingMadeWhenAMigrationHasEndedSince() {
        killedWhileWaiting();
        clock.advance(Duration.ofMinutes(5));

        RestorePoint point = nextRun(Optional.of(changedBefore(Duration.ofMinutes(1))));

        assertThat(point.id()).isNotEqualTo(NAME);
        assertThat(created()).isEqualTo(2);
    }

    @Test
    void adoptsARecentOneWhenNothingWasAppliedSince() {
        take("orders");
        clock.advance(Duration.ofMinutes(10));

        assertThat(nextRun(Optional.of(changedBefore(Duration.ofDays(2)))).id()).isEqualTo(NAME);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void adoptsARecentOneWhenNothingWasEverApplied() {
        take("orders");

        assertThat(nextRun(Optional.of(new HistoryState("orders", "", Optional.empty())))
                        .id())
                .isEqualTo(NAME);
    }

    @Test
    void doesNotAdoptWhenSomethingWasAppliedSince() {
        take("orders");
        clock.advance(Duration.ofMinutes(10));

        assertThat(nextRun(Optional.of(changedBefore(Duration.ofMinutes(1)))).id())
                .isNotEqualTo(NAME);
        assertThat(created()).isEqualTo(2);
    }

    /** Regression: after clean there is no history, and so nothing that was applied since. */
    @Test
    void doesNotAdoptTheSnapshotOfAnotherVersionOfTheSchema() {
        RestorePoint first = nextRun(Optional.of(new HistoryState("orders", "7", Optional.of(Duration.ofDays(1)))));
        RestorePoint second = nextRun(Optional.of(new HistoryState("orders", "", Optional.empty())));

        assertThat(second).isNotEqualTo(first);
        assertThat(created()).isEqualTo(2);
    }

    @Test
    void doesNotAdoptWhenSomethingMayHaveBeenAppliedSinceAsClocksDiffer() {
        take("orders");
        Duration age = Duration.between(rds.describedSnapshot(NAME).snapshotCreateTime(), clock.instant());

        assertThat(nextRun(Optional.of(changedBefore(age.plusSeconds(30)))).id())
                .isNotEqualTo(NAME);
    }

    @Test
    void doesNotAdoptAFinishedOneWithoutAskingTheDatabase() {
        take("orders");

        assertThat(nextRun(Optional.empty()).id()).isNotEqualTo(NAME);
    }

    @Test
    void doesNotAdoptAnOldOne() {
        take("orders");
        clock.advance(Duration.ofMinutes(31));

        assertThat(nextRun(Optional.of(changedBefore(Duration.ofDays(2)))).id()).isNotEqualTo(NAME);
    }

    @Test
    void adoptsNoFinishedOneWhenToldNotTo() {
        settings.put("snapshotAdoptWithin", "0");
        take("orders");

        assertThat(nextRun(Optional.of(changedBefore(Duration.ofDays(2)))).id()).isNotEqualTo(NAME);
    }

    @Test
    void doesNotAdoptWhatAPersonTook() {
        rds.snapshot("orders", "before-the-release", "manual", Duration.ofMinutes(1));

        assertThat(nextRun(Optional.of(changedBefore(Duration.ofDays(2)))).id()).isEqualTo(NAME);
    }

    @Test
    void doesNotAdoptWhatAPersonTookOfAnInstanceWithTagsOfASnapshot() {
        rds.instance("orders")
                .copyTagsToSnapshot(true)
                .tag("ordermig:managed", "true")
                .tag("ordermig:source", "orders")
                .tag("ordermig:started", clock.instant().toString());
        simulator
                .client(software.amazon.awssdk.services.rds.RdsClient.builder())
                .createDBSnapshot(
                        request -> request.dbInstanceIdentifier("orders").dbSnapshotIdentifier("by-hand"));

        assertThat(rds.describedSnapshot("by-hand").tagList())
                .contains(Tag.builder().key("ordermig:managed").value("true").build());
        assertThat(nextRun(Optional.of(changedBefore(Duration.ofDays(2)))).id()).startsWith("pre-migration-orders-");
    }

    @Test
    void doesNotAdoptTheSnapshotOfAnotherInstanceThatHadTheName() {
        take("orders");
        rds.instance("orders").set(settings -> settings.dbiResourceId("db-ANOTHER"));

        assertThat(nextRun(Optional.of(changedBefore(Duration.ofDays(2)))).id()).isNotEqualTo(NAME);
    }
}
