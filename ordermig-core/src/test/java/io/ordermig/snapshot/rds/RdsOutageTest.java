package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.AwsProblem;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import io.ordermig.testing.aws.rds.RdsTimings;
import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;

/** Taking a snapshot while AWS answers badly, or not at all. */
class RdsOutageTest extends RdsTest {

    private static final String NAME = "pre-migration-orders-20400301020000";

    RdsOutageTest(AwsSimulator simulator) {
        super(simulator);
        rds.instance("orders");
    }

    @Test
    void throttlingThroughoutOnlyMakesItSlower() {
        rds.timings(RdsTimings.realistic().with(Lapse.SNAPSHOT, Duration.ofMinutes(4)));
        settings.put("snapshotPollInterval", "1m");
        simulator.faults().next(4, Fault.throttling()).on("rds", "DescribeDBSnapshots");
        simulator.faults().every(3, Fault.throttling()).on("rds");

        take("orders");

        assertThat(rds.describedSnapshot(NAME).status()).isEqualTo("available");
        assertThat(events.of(RunEvent.RestorePointReady.class)).hasSize(1);
    }

    @Test
    void anOutageIsWaitedOut() {
        rds.timings(RdsTimings.realistic().with(Lapse.SNAPSHOT, Duration.ofMinutes(2)));
        simulator.faults().at(3, Fault.internalFailure()).on("rds", "DescribeDBSnapshots");
        simulator.faults().next(6, Fault.serviceUnavailable()).on("rds", "DescribeDBSnapshots");

        take("orders");

        assertThat(events.of(RunEvent.RestorePointReady.class)).hasSize(1);
        assertThat(events.of(RunEvent.RestorePointProgressed.class))
                .extracting(RunEvent.RestorePointProgressed::state)
                .contains("not known, as AWS does not answer", "creating");
    }

    @Test
    void pausesGrowWhileAwsIsAway() {
        settings.put("snapshotTimeout", "4m");
        simulator.faults().always(Fault.serviceUnavailable()).on("rds", "DescribeDBSnapshots");

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(AwsProblem.UNAVAILABLE);
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        // The client repeats each call twice by itself. 0 s, 30 s, then each minute, and at the end.
        assertThat(simulator.calls("rds").stream()
                        .filter(call -> call.operation().equals("DescribeDBSnapshots")))
                .hasSizeBetween(3 * 5, 3 * 7);
    }

    @Test
    void anOutageUntilTheEndSaysThatAwsCouldNotBeAsked() {
        settings.put("snapshotTimeout", "2m");
        in("orders", points -> {
            simulator.onCall(call -> {
                if (call.operation().equals("CreateDBSnapshot")) {
                    simulator.faults().always(Fault.serviceUnavailable()).on("rds");
                }
            });
            OrdermigException e = problemOf(() -> points.take(Optional.empty()));

            assertThat(e.problem().code()).isEqualTo(SnapshotProblem.TIMED_OUT);
            assertThat(e.problem().details()).anyMatch(line -> line.contains("AWS could not be asked"));
            return e;
        });
    }

    @Test
    void credentialsThatExpireInTheMiddleStopTheRunAndTheNextOneAdopts() {
        simulator.faults().at(5, Fault.expiredCredentials()).on("rds", "DescribeDBSnapshots");

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(AwsProblem.CREDENTIALS_EXPIRED);
        assertThat(e.problem().changed()).isEqualTo("the snapshot " + NAME + " of orders was begun and goes on");
        RestorePoint adopted = in("another-run", "orders", "", clock, points -> points.take(Optional.empty()));
        assertThat(adopted.id()).isEqualTo(NAME);
        assertThat(simulator.requests(CreateDbSnapshotRequest.class)).hasSize(1);
    }

    @Test
    void aLostAnswerIsFoundAgain() {
        simulator.faults().next(Fault.lostAnswer()).on("rds", "CreateDBSnapshot");

        assertThat(take("orders").id()).isEqualTo(NAME);

        assertThat(simulator.operations("rds").stream().filter("CreateDBSnapshot"::equals))
                .hasSize(2);
        assertThat(events.of(RunEvent.RestorePointStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.adopted()).isFalse());
    }

    @Test
    void anAnswerThatIsLostWithAllOfTheClientsRepetitionsIsFoundAgain() {
        simulator.faults().next(Fault.lostAnswer()).on("rds", "CreateDBSnapshot");
        simulator.faults().next(2, Fault.droppedConnection()).on("rds", "CreateDBSnapshot");

        assertThat(take("orders").id()).isEqualTo(NAME);

        assertThat(simulator.requests(CreateDbSnapshotRequest.class)).hasSize(3);
        assertThat(events.of(RunEvent.RestorePointStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.adopted()).isFalse());
    }
}
