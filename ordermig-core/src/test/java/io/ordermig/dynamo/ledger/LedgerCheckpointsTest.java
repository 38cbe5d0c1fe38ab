package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.dynamo.backfill.CheckpointStore;
import io.ordermig.dynamo.backfill.CheckpointStore.Kept;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestTables;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoExtension.class)
class LedgerCheckpointsTest {

    private static final String ONE = "1/1";
    private static final String OTHER = "1/undo/1";

    @Test
    void keepsWhatIsPutForEachNumberOfABackfill(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            CheckpointStore store = ledger.checkpoints(lock);
            Kept first = store.put(ONE, 10, Optional.empty(), at("a"));
            store.put(ONE, 9, Optional.empty(), at("b"));
            store.put(OTHER, 0, Optional.empty(), at("other backfill"));
            store.put(ONE, 10, Optional.of(first), at("c"));

            assertThat(store.all(ONE))
                    .containsExactly(Map.entry(9, new Kept(1, at("b"))), Map.entry(10, new Kept(2, at("c"))));

            store.deleteAll(ONE);
            assertThat(store.all(ONE)).isEmpty();
            assertThat(store.all(OTHER)).hasSize(1);
        }
    }

    @Test
    void aCheckpointThatSomebodyElseChangedIsNotReplaced(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "run");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            CheckpointStore store = ledger.checkpoints(lock);
            Kept first = store.put(ONE, 0, Optional.empty(), at("a"));
            store.put(ONE, 0, Optional.of(first), at("b"));

            Kept second = new Kept(2, at("b"));
            assertThat(store.put(ONE, 0, Optional.of(first), at("c"))).isEqualTo(second);
            assertThat(store.put(ONE, 0, Optional.empty(), at("c"))).isEqualTo(second);
            assertThat(store.put(ONE, 1, Optional.of(first), at("c"))).isEqualTo(new Kept(0, Map.of()));
            assertThat(store.all(ONE)).containsExactly(Map.entry(0, second));
        }
    }

    @Test
    void aFormerHolderReplacesNothing(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        Ledger first = Ledgers.of(tables, "first", way.client(tables));
        Ledger second = Ledgers.of(tables, "second");
        LedgerLock former = Ledgers.acquire(first);
        CheckpointStore formerStore = first.checkpoints(former);
        Kept last = formerStore.put(ONE, 0, Optional.empty(), at("a"));
        way.cut();
        try (LedgerLock lock = Ledgers.acquire(second)) {
            Kept next = second.checkpoints(lock).put(ONE, 0, Optional.of(last), at("b"));
            way.mend();

            assertThat(problemOf(() -> formerStore.put(ONE, 0, Optional.of(next), at("c")))
                            .code())
                    .isEqualTo(LedgerProblem.LOCK_LOST);
            assertThat(second.checkpoints(lock).all(ONE)).containsEntry(0, next);
        }
    }

    /** A holder that was asleep does not know that it is a former one, and the term says it. */
    @Test
    void whatALaterTermKeptIsNeitherReplacedNorRemoved(TestTables tables) {
        Ledger ledger = Ledgers.of(tables, "asleep");
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            CheckpointStore store = ledger.checkpoints(lock);
            Kept first = store.put(ONE, 0, Optional.empty(), at("a"));
            tables.client()
                    .updateItem(request -> request.tableName(tables.name("ledger"))
                            .key(Items.key("checkpoint#1/1", "0000000"))
                            .updateExpression("SET term = :term")
                            .expressionAttributeValues(Map.of(":term", Items.number(2))));

            assertThat(problemOf(() -> store.put(ONE, 0, Optional.of(first), at("b")))
                            .code())
                    .isEqualTo(LedgerProblem.LEDGER_CHANGED);
            assertThat(problemOf(() -> store.deleteAll(ONE)).code()).isEqualTo(LedgerProblem.LEDGER_CHANGED);
            assertThat(store.all(ONE)).containsEntry(0, first);
        }
    }

    @Test
    void aPutWhoseAnswerWasLostIsKeptOnce(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        Ledger ledger = Ledgers.of(tables, "first", way.client(tables));
        try (LedgerLock lock = Ledgers.acquire(ledger)) {
            CheckpointStore store = ledger.checkpoints(lock);
            way.loseAnswers("PutItem", 1);
            Kept first = store.put(ONE, 0, Optional.empty(), at("a"));
            way.loseAnswers("PutItem", 1);
            store.put(ONE, 0, Optional.of(first), at("b"));

            assertThat(way.lost()).isEqualTo(2);
            assertThat(store.all(ONE)).containsEntry(0, new Kept(2, at("b")));
        }
    }

    private static Map<String, AttributeValue> at(String key) {
        return Map.of("lastKey", AttributeValue.fromM(Map.of("id", AttributeValue.fromS(key))));
    }
}
