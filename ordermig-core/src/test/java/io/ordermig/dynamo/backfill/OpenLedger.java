package io.ordermig.dynamo.backfill;

import io.ordermig.dynamo.ledger.Ledger;
import io.ordermig.dynamo.ledger.LedgerLock;
import io.ordermig.dynamo.ledger.LedgerSettings;
import io.ordermig.dynamo.ledger.LockListener;
import io.ordermig.dynamo.ledger.Runner;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A ledger whose lock is held until it is closed, as a run has it. */
record OpenLedger(Ledger ledger, LedgerLock lock) implements AutoCloseable {

    static OpenLedger of(DynamoDbClient client, String table) {
        return of(client, table, LedgerSettings.DEFAULT_LEASE);
    }

    static OpenLedger of(DynamoDbClient client, String table, Duration lease) {
        Ledger ledger = new Ledger(
                client,
                new LedgerSettings(table, lease, Map.of()),
                new Runner("run", "host", "user"),
                Clock.systemUTC(),
                Sleeper.SYSTEM,
                warning -> {});
        return new OpenLedger(ledger, ledger.acquire(Duration.ofMinutes(1), LockListener.NONE));
    }

    CheckpointStore checkpoints() {
        return ledger.checkpoints(lock);
    }

    @Override
    public void close() {
        lock.close();
    }
}
