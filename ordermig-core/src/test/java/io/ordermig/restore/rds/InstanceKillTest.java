package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.rds.RdsTimings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;

/**
 * A restore dies before or after a call of AWS, and the same command is given again: each single call with
 * {@code -Dordermig.test.thorough=true}, each third one otherwise.
 */
class InstanceKillTest extends RestoreTest {

    InstanceKillTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
    }

    /** How long after its end the run is repeated: at once, where a name may be between two owners, or later. */
    private Duration pause = Duration.ZERO;

    @ParameterizedTest
    @CsvSource({
        "swap, false, 0",
        "swap, true, 10",
        "replace, false, 0",
        "replace, true, 10",
        "time, false, 0",
        "time, true, 10",
    })
    void theSameCommandEndsInTheSameState(String way, boolean afterwards, int minutes) {
        pause = Duration.ofMinutes(minutes);
        if (way.equals("time")) {
            settings.put("restoreTime", "2040-03-01T02:30:00Z");
        } else {
            settings.put("restoreStrategy", way);
        }
        int call = afterwards ? 2 : 1;
        while (isKilled(way, call, afterwards)) {
            call += Killer.EACH;
        }
        assertThat(call).as("calls of " + way).isGreaterThan(20);
    }

    private boolean isKilled(String way, int call, boolean afterwards) {
        try (AwsSimulator fresh = AwsSimulator.start(SimulatedClock.standing(AwsSimulatorExtension.START))) {
            use(fresh);
            rds.timings(RdsTimings.all(Duration.ofSeconds(50)));
            rds.instance("orders").dataVersion("before").parameterGroup("orders-pg18");
            serve("orders");
            snapshot();
            clock.advance(Duration.ofHours(1));
            rds.instance("orders").dataVersion("after");
            String resource = rds.describedInstance("orders").dbiResourceId();

            boolean struck = diesAt("first", call, afterwards);
            assertThat(copies())
                    .as("copies of the data, stopped at call " + call)
                    .isNotEmpty();
            clock.advance(pause);
            finish("second");

            assertEnd(way, resource, "stopped " + (afterwards ? "after" : "before") + " call " + call + " of " + way);
            return struck;
        }
    }

    /** Instances and snapshots that have data, whatever they are called. */
    private List<String> copies() {
        return rds.dataVersions();
    }

    private void assertEnd(String way, String resource, String when) {
        assertThat(rds.dataVersion("orders")).as(when).isEqualTo("before");
        assertThat(rds.describedInstance("orders").dbiResourceId()).as(when).isNotEqualTo(resource);
        List<String> names = rds.instanceNames();
        if (way.equals("replace")) {
            assertThat(names).as(when).containsExactly("orders");
            assertThat(simulator.requests(DeleteDbInstanceRequest.class))
                    .as(when)
                    .allSatisfy(request -> {
                        assertThat(request.deleteAutomatedBackups()).isFalse();
                        assertThat(request.finalDBSnapshotIdentifier()).startsWith("orders-final-");
                    });
            assertThat(rds.snapshotNames()).as(when).anyMatch(name -> name.startsWith("orders-final-"));
        } else {
            assertThat(names).as(when).hasSize(2).anyMatch(name -> name.startsWith("orders-old-"));
            String old = names.stream()
                    .filter(name -> name.startsWith("orders-old-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rds.dataVersion(old)).as(when).isEqualTo("after");
            assertThat(rds.describedInstance(old).dbiResourceId()).as(when).isEqualTo(resource);
            assertThat(rds.changes()).as(when).doesNotContain("DeleteDBInstance", "DeleteDBSnapshot");
        }
        assertThat(plan().isDone()).as(when).isTrue();
    }
}
