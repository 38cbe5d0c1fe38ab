package io.ordermig.dynamo.backfill;

import io.ordermig.config.CapacityTarget;
import io.ordermig.testing.TestDynamo;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A backfill in a process of its own, so that it can be killed. */
final class BackfillProcess {

    private BackfillProcess() {}

    /** Goes through with it: endpoint, table of orders, table of checkpoints, writes per second. */
    public static void main(String[] arguments) {
        DynamoDbClient client = TestDynamo.client(URI.create(arguments[0]));
        Orders orders = new Orders(client, arguments[1]);
        BackfillOptions options = BackfillOptions.DEFAULTS
                .withWorkers(4)
                .withPageSize(25)
                .withCapacity(
                        CapacityTarget.perSecond(10_000), CapacityTarget.perSecond(Double.parseDouble(arguments[3])))
                .withLook(Duration.ofMillis(100));
        client.listTables();
        System.out.println("begins");
        Orders.backfill(client, new TableCheckpoints(client, arguments[2]), options)
                .run("1", Orders.MIGRATION, orders.typed());
        System.out.println("is done");
    }
}
