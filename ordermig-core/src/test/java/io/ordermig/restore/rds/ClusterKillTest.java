package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.rds.RdsTimings;
import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DeleteDbClusterRequest;

/**
 * A restore of an Aurora cluster dies before or after single calls of AWS, and the same command is given again. Renames
 * take so long that the next run finds names that nothing answers to. Every third call, and with
 * {@code -Dordermig.test.thorough=true} each of them.
 */
class ClusterKillTest extends RestoreTest {

    ClusterKillTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        settings.put("snapshotPollInterval", "6m");
    }

    @ParameterizedTest
    @CsvSource({
        "swap, false",
        "swap, true",
        "replace, false",
        "replace, true",
        "time, false",
        "time, true",
    })
    void theSameCommandEndsInTheSameState(String way, boolean afterwards) {
        if (way.equals("time")) {
            settings.put("restoreTime", "2040-03-01T02:30:00Z");
        } else {
            settings.put("restoreStrategy", way);
        }
        int call = afterwards ? 2 : 1;
        while (isKilled(way, call, afterwards)) {
            call += Killer.EACH;
        }
        assertThat(call).as("calls of " + way).isGreaterThan(30);
    }

    private boolean isKilled(String way, int call, boolean afterwards) {
        try (AwsSimulator fresh = AwsSimulator.start(SimulatedClock.standing(AwsSimulatorExtension.START))) {
            use(fresh);
            rds.timings(RdsTimings.all(Duration.ofMinutes(1)).with(Lapse.RENAME_NO_NAME, Duration.ofMinutes(13)));
            rds.auroraCluster("orders", "orders-1", "orders-2").dataVersion("before");
            rds.instance("orders-2").set(member -> member.promotionTier(9));
            serve("orders");
            snapshot();
            clock.advance(Duration.ofHours(1));
            rds.auroraCluster("orders").dataVersion("after");
            String resource = rds.describedCluster("orders").dbClusterResourceId();

            boolean struck = diesAt("first", call, afterwards);
            assertThat(rds.dataVersions())
                    .as("copies of the data, stopped at call " + call)
                    .contains("before");
            finish("second");

            assertEnd(way, resource, "stopped " + (afterwards ? "after" : "before") + " call " + call + " of " + way);
            return struck;
        }
    }

    private void assertEnd(String way, String resource, String when) {
        assertThat(rds.dataVersion("orders")).as(when).isEqualTo("before");
        assertThat(rds.describedCluster("orders").dbClusterResourceId())
                .as(when)
                .isNotEqualTo(resource);
        assertThat(rds.describedCluster("orders").dbClusterMembers())
                .as(when)
                .extracting(DBClusterMember::dbInstanceIdentifier)
                .containsExactly("orders-1", "orders-2");
        assertThat(rds.describedInstance("orders-2").promotionTier()).as(when).isEqualTo(9);
        assertThat(simulator.requests(CreateDbInstanceRequest.class)).as(when).hasSize(2);
        if (way.equals("replace")) {
            assertReplaced(when);
        } else {
            assertSwapped(resource, when);
        }
        assertThat(plan().isDone()).as(when).isTrue();
    }

    private void assertReplaced(String when) {
        assertThat(rds.clusterNames()).as(when).containsExactly("orders");
        assertThat(rds.instanceNames()).as(when).containsExactly("orders-1", "orders-2");
        assertThat(simulator.requests(DeleteDbClusterRequest.class)).as(when).allSatisfy(request -> {
            assertThat(request.deleteAutomatedBackups()).isFalse();
            assertThat(request.finalDBSnapshotIdentifier()).startsWith("orders-final-");
        });
        assertThat(rds.clusterSnapshotNames()).as(when).anyMatch(name -> name.startsWith("orders-final-"));
    }

    private void assertSwapped(String resource, String when) {
        List<String> names = rds.clusterNames();
        assertThat(names).as(when).hasSize(2).anyMatch(name -> name.startsWith("orders-old-"));
        String old = names.get(1);
        String end = old.substring("orders".length());
        assertThat(rds.dataVersion(old)).as(when).isEqualTo("after");
        assertThat(rds.describedCluster(old).dbClusterResourceId()).as(when).isEqualTo(resource);
        assertThat(rds.instanceNames())
                .as(when)
                .containsExactly("orders-1", "orders-1" + end, "orders-2", "orders-2" + end);
        assertThat(rds.changes()).as(when).doesNotContain("DeleteDBInstance", "DeleteDBCluster");
    }
}
