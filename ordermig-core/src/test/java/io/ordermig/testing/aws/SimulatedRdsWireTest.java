package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.Tag;

/** The simulated RDS, through the real client. */
@ExtendWith(AwsSimulatorExtension.class)
class SimulatedRdsWireTest {

    private final AwsSimulator simulator;
    private final RdsClient rds;

    SimulatedRdsWireTest(AwsSimulator simulator) {
        this.simulator = simulator;
        rds = simulator.client(RdsClient.builder()
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry())));
    }

    private void createSnapshot(String name, Tag... tags) {
        rds.createDBSnapshot(request -> request.dbInstanceIdentifier("orders")
                .dbSnapshotIdentifier(name)
                .tags(tags));
    }

    @Test
    void showsAnInstanceWithEverySetting() {
        simulator.rds().instanceWithEverySettingSet("orders");

        DBInstance shown = rds.describeDBInstances(request -> request.dbInstanceIdentifier("orders"))
                .dbInstances()
                .get(0);

        assertThat(shown).isEqualTo(simulator.rds().describedInstance("orders"));
    }

    @Test
    void takesASnapshotInSimulatedTime() {
        simulator.rds().instance("orders");

        createSnapshot("before", Tag.builder().key("ordermig:run").value("7").build());
        assertThat(status("before")).isEqualTo("creating");
        simulator.clock().advance(Duration.ofMinutes(30));

        assertThat(status("before")).isEqualTo("available");
        assertThat(simulator.actions())
                .containsExactlyInAnyOrder("rds:CreateDBSnapshot", "rds:AddTagsToResource", "rds:DescribeDBSnapshots");
    }

    private String status(String snapshot) {
        return rds.describeDBSnapshots(request -> request.dbSnapshotIdentifier(snapshot))
                .dbSnapshots()
                .get(0)
                .status();
    }

    @Test
    void answersTheErrorsOfTheModel() {
        simulator.rds().instance("orders");
        createSnapshot("before");

        assertThatThrownBy(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier("none")))
                .isInstanceOfSatisfying(
                        DbInstanceNotFoundException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(404));
        simulator.clock().advance(Duration.ofMinutes(30));
        assertThatThrownBy(() -> createSnapshot("before")).isInstanceOf(DbSnapshotAlreadyExistsException.class);
    }

    @Test
    void answersInPagesThatTheClientsPaginatorFollows() {
        simulator.rds().instance("orders");
        for (int i = 0; i < 5; i++) {
            simulator.rds().snapshot("orders", "snapshot-" + i, "manual", Duration.ofDays(i + 1));
        }
        simulator.rds().longestPage(2);

        List<DBSnapshot> all = rds
                .describeDBSnapshotsPaginator(request -> request.filters(
                        Filter.builder().name("db-instance-id").values("orders").build()))
                .dbSnapshots()
                .stream()
                .toList();

        assertThat(all)
                .extracting(DBSnapshot::dbSnapshotIdentifier)
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(simulator.operations("rds")).hasSize(3).containsOnly("DescribeDBSnapshots");
    }

    @Test
    void deniesASnapshotWithTagsToThoseWhoMayNotTag() {
        simulator.rds().instance("orders");
        simulator.allowOnly(Set.of("rds:CreateDBSnapshot"));

        createSnapshot("untagged");
        simulator.clock().advance(Duration.ofMinutes(30));
        assertThatThrownBy(() -> createSnapshot(
                        "tagged", Tag.builder().key("a").value("b").build()))
                .isInstanceOfSatisfying(RdsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.getMessage())
                            .contains("is not authorized to perform: rds:AddTagsToResource on resource:"
                                    + " arn:aws:rds:eu-central-1:123456789012:snapshot:tagged because");
                });
    }

    @Test
    void throttlesAsRdsDoes() {
        simulator.faults().next(Fault.throttling()).on("rds", "DescribeDBInstances");

        assertThatThrownBy(() -> rds.describeDBInstances(request -> {}))
                .isInstanceOfSatisfying(RdsException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling");
                    assertThat(e.isThrottlingException()).isTrue();
                });
    }

    @Test
    void takesASnapshotWhoseAnswerIsLost() {
        simulator.rds().instance("orders");
        simulator.faults().next(Fault.lostAnswer()).on("rds", "CreateDBSnapshot");

        assertThatThrownBy(() -> createSnapshot("before")).isInstanceOf(SdkClientException.class);

        assertThat(status("before")).isEqualTo("creating");
        assertThat(simulator.operations()).containsExactly("CreateDBSnapshot", "DescribeDBSnapshots");
    }
}
