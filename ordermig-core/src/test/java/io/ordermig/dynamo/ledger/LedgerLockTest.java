package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.LEASE;
import static io.ordermig.dynamo.ledger.Ledgers.migration;
import static io.ordermig.dynamo.ledger.Ledgers.pause;
import static io.ordermig.dynamo.ledger.Ledgers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoExtension.class)
@Timeout(120)
class LedgerLockTest {

    @Test
    void aLockThatIsHeldNamesItsHolder(TestTables tables) {
        List<Holder> seen = new ArrayList<>();
        try (LedgerLock first = Ledgers.acquire(Ledgers.of(tables, "first"))) {
            Problem problem = problemOf(() -> Ledgers.of(tables, "second")
                    .acquire(Duration.ofSeconds(2), (holder, waited, budget) -> seen.add(holder)));

            assertThat(problem.code()).isEqualTo(LedgerProblem.LOCKED);
            assertThat(problem.repeat()).isEqualTo(Repeat.SAFE);
            assertThat(problem.details().get(0))
                    .startsWith("It is run first of user-of-first on host-of-first, since 20");
            assertThat(seen)
                    .isNotEmpty()
                    .allSatisfy(holder -> assertThat(holder)
                            .isEqualTo(Ledgers.of(tables, "any").read().holder().orElseThrow()));
            assertThat(first.isHeld()).isTrue();
        }
    }

    @Test
    void withoutABudgetThereIsOneAttempt(TestTables tables) {
        try (LedgerLock first = Ledgers.of(tables, "first").acquire(Duration.ZERO, LockListener.NONE)) {
            assertThat(problemOf(() -> Ledgers.of(tables, "second").acquire(Duration.ZERO, LockListener.NONE))
                            .code())
                    .isEqualTo(LedgerProblem.LOCKED);
        }
    }

    @Test
    void aClosedLockIsFreeAtOnceAndTheNextTermIsHigher(TestTables tables) {
        LedgerLock first = Ledgers.acquire(Ledgers.of(tables, "first"));
        first.close();
        first.close();
        assertThat(Ledgers.of(tables, "any").read().holder()).isEmpty();

        try (LedgerLock second = Ledgers.of(tables, "second").acquire(Duration.ZERO, LockListener.NONE)) {
            assertThat(second.holder().term()).isEqualTo(first.holder().term() + 1);
        }
    }

    @Test
    void aHolderThatLivesKeepsTheLockForManyLeases(TestTables tables) {
        try (LedgerLock first = Ledgers.acquire(Ledgers.of(tables, "first"))) {
            assertThat(problemOf(() -> Ledgers.of(tables, "second").acquire(LEASE.multipliedBy(3), LockListener.NONE))
                            .code())
                    .isEqualTo(LedgerProblem.LOCKED);

            assertThatCode(first::requireHeld).doesNotThrowAnyException();
        }
    }

    @Test
    void aHolderWithoutSignsOfLifeLosesTheLockAfterItsLeaseAndIsToldBeforeItWrites(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        Ledger first = Ledgers.of(tables, "first", way.client(tables));
        LedgerLock lost = Ledgers.acquire(first);
        MigrationRow row = first.history(lost).begin(migration("1"));
        long cutAt = System.nanoTime();
        way.cut();

        try (LedgerLock second = Ledgers.acquire(Ledgers.of(tables, "second"))) {
            Duration waited = Duration.ofNanos(System.nanoTime() - cutAt);
            assertThat(waited).isGreaterThan(LEASE.multipliedBy(4).dividedBy(5)).isLessThan(LEASE.plusSeconds(6));

            Problem cut = problemOf(lost::requireHeld);
            assertThat(cut.code()).isEqualTo(LedgerProblem.LOCK_LOST);
            assertThat(cut.details().get(0)).startsWith("No sign of life got through for ");

            way.mend();
            Problem taken = problemOf(() -> first.history(lost).operationDone(row));
            assertThat(taken.code()).isEqualTo(LedgerProblem.LOCK_LOST);
            assertThat(taken.details().get(0)).startsWith("It was taken by run second of user-of-second");
            assertThat(lost.isHeld()).isFalse();

            lost.close();
            assertThatCode(second::requireHeld).doesNotThrowAnyException();
            assertThat(Ledgers.of(tables, "any").read().holder()).contains(second.holder());
        }
    }

    /** A holder that was asleep thinks that no time went by; DynamoDB knows better. */
    @Test
    void aTransactionOfAFormerHolderIsRefusedByDynamoDbItself(TestTables tables) {
        Ledger first = Ledgers.of(tables, "first");
        try (LedgerLock asleep = Ledgers.acquire(first)) {
            MigrationRow row = first.history(asleep).begin(migration("1"));
            steal(tables);

            Problem problem = problemOf(() -> first.history(asleep).applied(row));

            assertThat(problem.code()).isEqualTo(LedgerProblem.LOCK_LOST);
            assertThat(first.read().rows()).containsExactly(row);
            assertThat(first.audit()).isEmpty();
        }
    }

    @Test
    void aStolenLockIsNoticedByTheNextSignOfLife(TestTables tables) {
        try (LedgerLock lock = Ledgers.acquire(Ledgers.of(tables, "first"))) {
            steal(tables);
            pause(LEASE.dividedBy(2));

            assertThat(lock.isHeld()).isFalse();
            assertThat(problemOf(lock::requireHeld).details().get(0)).startsWith("It was taken by run thief");
        }
    }

    @Test
    void anOutageInWhichNobodyTookTheLockLeavesItOurs(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        try (LedgerLock lock = Ledgers.acquire(Ledgers.of(tables, "first", way.client(tables)))) {
            way.cut();
            pause(LEASE.plusSeconds(1));
            assertThat(lock.isHeld()).isFalse();
            way.mend();

            assertThatCode(lock::requireHeld).doesNotThrowAnyException();
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    void lostAnswersLoseNoLock(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        Ledger ledger = Ledgers.of(tables, "first", way.client(tables));
        Ledgers.acquire(ledger).close();
        way.loseAnswers("UpdateItem", 1);
        long before = System.nanoTime();
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            assertThat(way.lost()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("got at once")
                    .isLessThan(LEASE);

            way.loseAnswers("UpdateItem", 2);
            pause(LEASE);

            assertThat(way.lost()).isEqualTo(3);
            assertThatCode(lock::requireHeld).doesNotThrowAnyException();
            way.loseAnswers("UpdateItem", 1);
        }
        assertThat(way.lost()).isEqualTo(4);
        assertThat(ledger.read().holder()).isEmpty();
    }

    @Test
    void aTransactionWhoseAnswerWasLostIsCarriedOutOnce(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        Ledger ledger = Ledgers.of(tables, "first", way.client(tables));
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            LedgerHistory history = ledger.history(lock);
            way.loseAnswers("TransactWriteItems", 1);
            MigrationRow row = history.begin(migration("1"));
            way.loseAnswers("TransactWriteItems", 1);
            history.applied(history.operationDone(row));
        }

        assertThat(way.lost()).isEqualTo(2);
        assertThat(ledger.read().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.revision()).isEqualTo(3));
        assertThat(ledger.audit()).hasSize(1);
    }

    @Test
    void waitingEndsWhenTheThreadIsInterrupted(TestTables tables) throws Exception {
        try (LedgerLock first = Ledgers.acquire(Ledgers.of(tables, "first"))) {
            CountDownLatch waiting = new CountDownLatch(1);
            List<Problem> problems = new ArrayList<>();
            Thread waiter = new Thread(() -> problems.add(problemOf(() -> Ledgers.of(tables, "second")
                    .acquire(Duration.ofMinutes(5), (holder, waited, budget) -> waiting.countDown()))));
            waiter.start();
            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            waiter.interrupt();
            waiter.join(30_000);

            assertThat(problems).extracting(Problem::code).containsExactly(LedgerProblem.INTERRUPTED);
        }
    }

    private static void steal(TestTables tables) {
        tables.client()
                .updateItem(request -> request.tableName(tables.name("ledger"))
                        .key(Map.of("kind", AttributeValue.fromS("ledger"), "id", AttributeValue.fromS("lock")))
                        .updateExpression("SET #token = :token, #run = :run")
                        .expressionAttributeNames(Map.of("#token", "token", "#run", "run"))
                        .expressionAttributeValues(Map.of(
                                ":token", AttributeValue.fromS("another"), ":run", AttributeValue.fromS("thief"))));
    }
}
