package io.ordermig.dynamo.backfill;

import io.ordermig.aws.Aws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * What a backfill has to know of its table.
 *
 * @param id tells it from one of the same name that was deleted, or is made later
 * @param keys the attributes of its primary key, the partition key first
 * @param bytes its size, some hours old
 * @param items the number of its items, some hours old
 * @param readUnits its read capacity per second
 * @param writeUnits its write capacity per second
 * @param indexWriteUnits the write capacity of each global index that has one of its own
 * @param ttlAttribute the attribute by which its items expire; empty when they do not
 */
record TableFacts(
        String name,
        String id,
        List<String> keys,
        long bytes,
        long items,
        double readUnits,
        double writeUnits,
        Map<String, Double> indexWriteUnits,
        String ttlAttribute) {

    /** What a new table on demand can do at once; docs: "Initial throughput for on-demand capacity mode". */
    private static final double ON_DEMAND_READS = 12_000;

    private static final double ON_DEMAND_WRITES = 4_000;

    private static final long BYTES_PER_SEGMENT = 2L << 30;
    private static final long SMALL = 64L << 20;
    private static final int SEGMENTS_PER_WORKER = 4;

    TableFacts {
        keys = List.copyOf(keys);
        indexWriteUnits = Map.copyOf(indexWriteUnits);
    }

    /** Asks DynamoDB. */
    static TableFacts of(DynamoDbClient client, String table) {
        TableDescription found = Aws.call(
                "dynamodb:DescribeTable",
                () -> client.describeTable(request -> request.tableName(table)).table());
        TimeToLiveDescription ttl = Aws.call(
                "dynamodb:DescribeTimeToLive",
                () -> client.describeTimeToLive(request -> request.tableName(table))
                        .timeToLiveDescription());
        boolean expires = ttl != null
                && (ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                        || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING)
                && ttl.attributeName() != null;
        return new TableFacts(
                table,
                found.tableId() + " of " + found.creationDateTime(),
                found.keySchema().stream().map(KeySchemaElement::attributeName).toList(),
                orZero(found.tableSizeBytes()),
                orZero(found.itemCount()),
                reads(found),
                writes(found),
                indexes(found),
                expires ? ttl.attributeName() : "");
    }

    private static double reads(TableDescription table) {
        double provisioned = table.provisionedThroughput() == null
                ? 0
                : orZero(table.provisionedThroughput().readCapacityUnits());
        double most = table.onDemandThroughput() == null
                ? 0
                : orZero(table.onDemandThroughput().maxReadRequestUnits());
        return provisioned > 0 ? provisioned : most > 0 ? most : ON_DEMAND_READS;
    }

    private static double writes(TableDescription table) {
        double provisioned = table.provisionedThroughput() == null
                ? 0
                : orZero(table.provisionedThroughput().writeCapacityUnits());
        double most = table.onDemandThroughput() == null
                ? 0
                : orZero(table.onDemandThroughput().maxWriteRequestUnits());
        return provisioned > 0 ? provisioned : most > 0 ? most : ON_DEMAND_WRITES;
    }

    private static Map<String, Double> indexes(TableDescription table) {
        Map<String, Double> units = new HashMap<>();
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            long provisioned = index.provisionedThroughput() == null
                    ? 0
                    : orZero(index.provisionedThroughput().writeCapacityUnits());
            if (provisioned > 0) {
                units.put(index.indexName(), (double) provisioned);
            }
        }
        return units;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /** The key of an item. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>();
        for (String name : keys) {
            AttributeValue value = item.get(name);
            if (value != null) {
                key.put(name, value);
            }
        }
        return key;
    }

    /**
     * Into how many segments to divide it: one for each 2 GB, as DynamoDB's guide proposes for parallel scans, and
     * several for each worker, so that none is left with the last one for long. A small table is not worth more than one
     * for each: a segment costs some calls even if it is empty.
     */
    int segments(int workers) {
        long bySize = (bytes + BYTES_PER_SEGMENT - 1) / BYTES_PER_SEGMENT;
        long several = (long) workers * (bytes < SMALL ? 1 : SEGMENTS_PER_WORKER);
        return (int) Math.min(BackfillPlan.MOST_SEGMENTS, Math.max(bySize, several));
    }
}
