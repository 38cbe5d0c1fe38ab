package io.ordermig.dynamo.ledger;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.testing.TestTables;
import io.ordermig.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What these tests have in common. */
final class Ledgers {

    static final Duration LEASE = Duration.ofSeconds(3);
    static final Duration NO_TIME = Duration.ZERO;
    static final Duration LONG = Duration.ofMinutes(1);

    private Ledgers() {}

    static LedgerSettings settings(TestTables tables) {
        return new LedgerSettings(tables.name("ledger"), LEASE, Map.of("team", "orders"));
    }

    static Ledger of(TestTables tables, String run) {
        return of(tables, run, tables.client());
    }

    static Ledger of(TestTables tables, String run, DynamoDbClient client) {
        return of(tables, run, client, new CopyOnWriteArrayList<>());
    }

    static Ledger of(TestTables tables, String run, DynamoDbClient client, List<String> warnings) {
        return new Ledger(
                client,
                settings(tables),
                new Runner(run, "host-of-" + run, "user-of-" + run),
                Clock.systemUTC(),
                Sleeper.SYSTEM,
                warnings::add);
    }

    static LedgerLock acquire(Ledger ledger) {
        return ledger.acquire(LONG, LockListener.NONE);
    }

    static ResolvedMigration migration(String version, String checksum) {
        return new ResolvedMigration(
                Version.of(version), "step " + version, "V" + version + "__step.yaml", "YAML", checksum, 3);
    }

    static ResolvedMigration migration(String version) {
        return migration(version, "sum-" + version);
    }

    /** Applies migrations, each with its operations. */
    static void apply(LedgerHistory history, String... versions) {
        for (String version : versions) {
            MigrationRow row = history.begin(migration(version));
            for (int operation = 0; operation < 3; operation++) {
                row = history.operationDone(row);
            }
            history.applied(row);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The problem that the code runs into. */
    static Problem problemOf(ThrowingCallable code) {
        return assertThatExceptionOfType(OrdermigException.class)
                .isThrownBy(code)
                .actual()
                .problem();
    }
}
