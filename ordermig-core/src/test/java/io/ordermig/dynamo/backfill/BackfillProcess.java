package io.ordermig.dynamo.backfill;

import io.ordermig.testing.TestDynamo;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A backfill in a process of its own, so that it can be killed. */
final class BackfillProcess {

    /** The shortest there is: a killed run is waited for that long. */
    static final Duration LEASE = Duration.ofSeconds(3);

    static final String NAME = "7/2";

    /** Nothing is counted before: a run that is killed meanwhile has nothing to go on from. */
    static final BackfillOptions OPTIONS =
            BackfillOptions.DEFAULTS.withWorkers(4).withPageSize(10).withCountFirst(false);

    private BackfillProcess() {}

    /** Goes through with it: endpoint, table of orders, table of the ledger. */
    public static void main(String[] arguments) {
        DynamoDbClient client = TestDynamo.client(URI.create(arguments[0]));
        try (OpenLedger ledger = OpenLedger.of(client, arguments[2], LEASE)) {
            Orders orders = new Orders(client, arguments[1]);
            Orders.backfill(client, ledger.checkpoints(), OPTIONS).run(NAME, Orders.MIGRATION, orders.typed());
        }
    }
}
