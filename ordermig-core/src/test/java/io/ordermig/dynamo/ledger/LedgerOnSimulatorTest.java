package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/** The ledger on a DynamoDB that takes its time to create tables, and has point-in-time recovery. */
@ExtendWith(AwsSimulatorExtension.class)
class LedgerOnSimulatorTest {

    private final AwsSimulator simulator;
    private final SimulatedClock clock;
    private final DynamoDbClient client;
    private final List<String> warnings = new ArrayList<>();

    LedgerOnSimulatorTest(AwsSimulator simulator) {
        this.simulator = simulator;
        this.clock = simulator.clock();
        this.client = simulator.client(DynamoDbClient.builder());
    }

    private Ledger ledger(String run) {
        return new Ledger(
                client,
                LedgerSettings.of(LedgerSettings.DEFAULT_TABLE),
                new Runner(run, "host", "ana"),
                clock,
                clock,
                warnings::add);
    }

    @Test
    void keepsWhatWasApplied() {
        Ledger ledger = ledger("first");
        Instant begun = clock.instant();

        try (LedgerLock lock = ledger.acquire(Ledgers.LONG, LockListener.NONE)) {
            Ledgers.apply(ledger.history(lock), "1", "2");
        }

        assertThat(Duration.between(begun, clock.instant()))
                .as("the time that the table takes")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
        LedgerContents contents = ledger("second").read();
        assertThat(contents.rows())
                .extracting(row -> row.version() + " " + row.state())
                .containsExactly("1 APPLIED", "2 APPLIED");
        assertThat(contents.holder()).isEmpty();
        assertThat(ledger.audit()).hasSize(2);
        assertThat(simulator.dynamo().tags(LedgerSettings.DEFAULT_TABLE)).containsEntry("ordermig:managed", "true");
        assertThat(client.describeContinuousBackups(request -> request.tableName(LedgerSettings.DEFAULT_TABLE))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(Collections.frequency(simulator.operations("dynamodb"), "CreateTable"))
                .isEqualTo(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void refusesASecondRunnerWhileTheFirstHoldsTheLock() {
        try (LedgerLock lock = ledger("first").acquire(Ledgers.LONG, LockListener.NONE)) {
            Problem problem = problemOf(() -> ledger("second").acquire(Duration.ofSeconds(5), LockListener.NONE));

            assertThat(problem.code()).isEqualTo(LedgerProblem.LOCKED);
            assertThat(problem.details()).first().asString().contains("run first of ana on host");
            lock.requireHeld();
        }

        ledger("second").acquire(Ledgers.NO_TIME, LockListener.NONE).close();
    }

    @Test
    void writesNothingWhenSomebodyElseHasTakenTheLock() {
        Ledger ledger = ledger("first");
        try (LedgerLock lock = ledger.acquire(Ledgers.LONG, LockListener.NONE)) {
            client.updateItem(request -> request.tableName(LedgerSettings.DEFAULT_TABLE)
                    .key(Items.key(Items.LEDGER, Items.LOCK_ID))
                    .updateExpression("REMOVE #token")
                    .expressionAttributeNames(Map.of("#token", LockItem.TOKEN)));

            assertThat(problemOf(() -> ledger.history(lock).begin(Ledgers.migration("1")))
                            .code())
                    .isEqualTo(LedgerProblem.LOCK_LOST);
        }
        assertThat(ledger.read().rows()).isEmpty();
    }
}
