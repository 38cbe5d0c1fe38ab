package io.ordermig.dynamo.ledger;

import io.ordermig.testing.TestDynamo;
import io.ordermig.testing.TestTables;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The main class of the other JVMs in these tests. It says {@code ready}, waits for a line, and says when it has the lock
 * and when it is about to give it back, by the clock that all processes of a machine share.
 */
final class LedgerChild {

    private static final Map<String, AttributeValue> COUNTER = Map.of("id", AttributeValue.fromS("counter"));

    private LedgerChild() {}

    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(arguments[1]);
        try (DynamoDbClient client = TestDynamo.client(endpoint)) {
            TestTables tables = new TestTables(client, endpoint, arguments[2]);
            Ledger ledger = Ledgers.of(tables, arguments[3]);
            say("ready");
            System.in.read();
            try (LedgerLock lock = Ledgers.acquire(ledger)) {
                say("got " + System.nanoTime());
                if (arguments[0].equals("hold")) {
                    ledger.history(lock).operationDone(ledger.history(lock).begin(Ledgers.migration("1")));
                    say("holding");
                    Thread.sleep(600_000);
                }
                count(client, tables.name("counter"));
                lock.requireHeld();
                say("gave " + System.nanoTime());
            }
        }
    }

    /** In a way that loses counts when two do it at once. */
    private static void count(DynamoDbClient client, String table) throws InterruptedException {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(table).key(COUNTER).consistentRead(true))
                .item();
        long count =
                item.containsKey("count") ? Long.parseLong(item.get("count").n()) : 0;
        Thread.sleep(300);
        client.putItem(request -> request.tableName(table)
                .item(Map.of("id", COUNTER.get("id"), "count", AttributeValue.fromN(Long.toString(count + 1)))));
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
