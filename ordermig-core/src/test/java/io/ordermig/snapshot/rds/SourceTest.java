package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;

/** Which instance or cluster a snapshot is taken of, and whether it is in a state for it. */
class SourceTest extends RdsTest {

    SourceTest(AwsSimulator simulator) {
        super(simulator);
    }

    private String opened(String identifier, String host) {
        return in(RUN, identifier, host, clock, RdsRestorePoints::source);
    }

    private String endpoint(String instance) {
        return rds.describedInstance(instance).endpoint().address();
    }

    @Test
    void anInstanceIsItsOwnSource() {
        rds.instance("orders");

        assertThat(opened("orders", endpoint("orders"))).isEqualTo("orders");
        assertThat(simulator.operations("rds")).containsExactly("DescribeDBInstances");
    }

    @Test
    void lettersMayBeInUpperCase() {
        rds.instance("orders");

        assertThat(opened("Orders", endpoint("orders").toUpperCase(java.util.Locale.ROOT) + "."))
                .isEqualTo("orders");
    }

    @Test
    void aMemberStandsForItsCluster() {
        rds.auroraCluster("shop", "shop-1", "shop-2");

        RestorePoint point = in(RUN, "shop-2", endpoint("shop-1"), clock, points -> points.take(Optional.empty()));

        assertThat(point.kind()).isEqualTo(RestorePoint.Kind.DB_CLUSTER_SNAPSHOT);
        assertThat(point.source()).isEqualTo("shop");
        assertThat(point.id()).isEqualTo("pre-migration-shop-20400301020000");
        assertThat(rds.describedClusterSnapshot(point.id()).status()).isEqualTo("available");
        assertThat(events.of(RunEvent.RestorePointReady.class)).hasSize(1);
    }

    @Test
    void aClusterIsFoundByItsOwnIdentifier() {
        rds.auroraCluster("shop", "shop-1");

        assertThat(take("shop").source()).isEqualTo("shop");
    }

    @Test
    void theNameOfAClusterSnapshotIsShortened() {
        String longest = "a".repeat(63);
        rds.auroraCluster(longest, "member");

        assertThat(take(longest).id()).hasSize(63).endsWith("a-20400301020000");
    }

    @Test
    void aFailedClusterSnapshotIsAProblem() {
        rds.auroraCluster("shop", "shop-1");
        rds.faults().failNextClusterSnapshot();

        assertThat(problemOf(() -> take("shop")).problem().code()).isEqualTo(SnapshotProblem.FAILED);
    }

    @Test
    void aFullAccountOfClusterSnapshotsIsToldToPrune() {
        rds.auroraCluster("shop", "shop-1");
        rds.quotas(0, 40);

        assertThat(problemOf(() -> take("shop")).problem().code()).isEqualTo(SnapshotProblem.QUOTA);
    }

    @Test
    void aLostAnswerForAClusterIsFoundAgain() {
        rds.auroraCluster("shop", "shop-1");
        simulator.faults().next(Fault.lostAnswer()).on("rds", "CreateDBClusterSnapshot");

        assertThat(take("shop").id()).isEqualTo("pre-migration-shop-20400301020000");
    }

    @Test
    void allEndpointsOfAClusterAreItsOwn() {
        rds.auroraCluster("shop", "shop-1")
                .set(settings -> settings.customEndpoints("reports.cluster-custom-c0.eu-central-1.rds.amazonaws.com"));

        assertThat(opened("shop-1", rds.describedCluster("shop").endpoint())).isEqualTo("shop");
        assertThat(opened("shop", rds.describedCluster("shop").readerEndpoint()))
                .isEqualTo("shop");
        assertThat(opened("shop", "reports.cluster-custom-c0.eu-central-1.rds.amazonaws.com"))
                .isEqualTo("shop");
    }

    @Test
    void nothingIsTakenOfAnInstanceThatTheHostDoesNotBelongTo() {
        rds.instance("orders");
        rds.instance("billing");

        OrdermigException e = problemOf(() -> opened("orders", endpoint("billing")));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.OTHER_INSTANCE);
        assertThat(e.problem().text(Vocabulary.NEUTRAL))
                .contains(endpoint("billing"))
                .contains(endpoint("orders"));
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(rds.changes()).isEmpty();
    }

    @Test
    void aClusterThatTheHostDoesNotBelongToIsRefused() {
        rds.auroraCluster("shop", "shop-1");
        rds.instance("orders");

        assertThat(problemOf(() -> opened("shop", endpoint("orders"))).problem().code())
                .isEqualTo(SnapshotProblem.OTHER_INSTANCE);
    }

    @Test
    void aMisspeltIdentifierIsAnsweredWithTheNearestOne() {
        rds.instance("orders");
        rds.auroraCluster("shop", "shop-1");

        Problem problem = problemOf(() -> opened("order", "")).problem();

        assertThat(problem.code()).isEqualTo(SnapshotProblem.INSTANCE_NOT_FOUND);
        assertThat(problem.what()).contains("order").contains("eu-central-1");
        assertThat(problem.details()).containsExactly("Did you mean orders?");
        assertThat(problemOf(() -> opened("shop-", "")).problem().details()).containsExactly("Did you mean shop?");
    }

    @Test
    void anEmptyRegionIsSaidToBeEmpty() {
        assertThat(problemOf(() -> opened("orders", "")).problem().details())
                .containsExactly("These credentials see no instance there at all.");
    }

    @Test
    void findingSurvivesThrottling() {
        rds.instance("orders");
        simulator.faults().next(4, Fault.throttling()).on("rds");

        assertThat(opened("orders", "")).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stopped",
                "stopping",
                "failed",
                "storage-full",
                "incompatible-network",
                "incompatible-option-group",
                "incompatible-parameters",
                "incompatible-restore",
                "incompatible-create",
                "incompatible-credentials",
                "inaccessible-encryption-credentials",
                "inaccessible-encryption-credentials-recoverable",
                "insufficient-capacity",
                "restore-error",
                "deleting"
            })
    void aStateThatDoesNotPassIsAProblemAtOnce(String state) {
        rds.instance("orders").status(state);

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.INSTANCE_NOT_READY);
        assertThat(e.problem().what())
                .isEqualTo("No snapshot can be taken of the instance orders, which is " + state + ".");
        assertThat(e.problem().remedies()).hasSize(1);
        assertThat(e.problem().text(Vocabulary.NEUTRAL)).doesNotContain("%");
        assertThat(events.of(RunEvent.RestorePointProgressed.class)).isEmpty();
        assertThat(simulator.requests(CreateDbSnapshotRequest.class)).isEmpty();
    }

    @Test
    void theAdviceFitsTheState() {
        rds.instance("orders").status("stopped");

        assertThat(problemOf(() -> take("orders")).problem().text(Vocabulary.NEUTRAL))
                .contains("aws rds start-db-instance --db-instance-identifier orders");
    }

    @Test
    void aStoppedClusterIsAProblem() {
        rds.auroraCluster("shop", "shop-1").status("stopped");

        assertThat(problemOf(() -> take("shop")).problem().text(Vocabulary.NEUTRAL))
                .contains("aws rds start-db-cluster --db-cluster-identifier shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backing-up", "modifying", "rebooting", "configuring-log-exports", "a-state-of-tomorrow"})
    void aStateThatPassesIsWaitedFor(String state) {
        rds.instance("orders").status(state);

        RestorePoint point = in(RUN, "orders", "", this::becomesAvailable, points -> points.take(Optional.empty()));

        assertThat(rds.describedSnapshot(point.id()).status()).isEqualTo("available");
        assertThat(events.of(RunEvent.RestorePointProgressed.class))
                .extracting(RunEvent.RestorePointProgressed::state)
                .startsWith("instance " + state, "instance " + state)
                .contains("creating");
        assertThat(events.of(RunEvent.RestorePointProgressed.class))
                .extracting(event -> event.point().id())
                .containsOnly(point.id());
    }

    private void becomesAvailable(Duration duration) throws InterruptedException {
        clock.sleep(duration);
        if (events.of(RunEvent.RestorePointProgressed.class).size() == 2) {
            rds.instance("orders").status("available");
        }
    }

    @Test
    void storageThatIsBeingOptimizedIsNoHindrance() {
        rds.instance("orders").status("storage-optimization");

        take("orders");

        assertThat(events.of(RunEvent.RestorePointReady.class)).hasSize(1);
    }

    @Test
    void anInstanceThatIsBusyForTooLongIsAProblem() {
        settings.put("snapshotTimeout", "10m");
        rds.instance("orders").status("modifying");

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.INSTANCE_NOT_READY);
        assertThat(e.problem().details()).contains("It was waited for, for 10 m 00 s.");
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(events.of(RunEvent.RestorePointFailed.class)).hasSize(1);
    }

    @Test
    void anInstanceThatBecomesBusyBetweenTwoCallsIsWaitedFor() {
        rds.instance("orders");
        rds.faults().failNext("CreateDBSnapshot", 400, "InvalidDBInstanceState", "not in the available state");

        RestorePoint point = take("orders");

        assertThat(events.of(RunEvent.RestorePointStarted.class)).hasSize(1);
        assertThat(rds.describedSnapshot(point.id()).status()).isEqualTo("available");
    }

    @Test
    void anInstanceThatVanishesMeanwhileIsAProblem() {
        rds.instance("orders").status("modifying");
        rds.faults().failNext("DescribeDBInstances", 500, "InternalFailure", "away");

        Problem problem = in("orders", points -> {
            rds.faults().failNext("DescribeDBInstances", 404, "DBInstanceNotFound", "gone");
            return problemOf(() -> points.take(Optional.empty())).problem();
        });

        assertThat(problem.code()).isEqualTo(SnapshotProblem.INSTANCE_NOT_FOUND);
        assertThat(problem.what()).isEqualTo("The instance orders is gone.");
    }
}
