package io.ordermig.dynamo.backfill;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads pages of segments: the items for which a condition holds, without those that have expired and are not yet
 * deleted. Keeps the limit of capacity, also by the size of pages. Thread-safe.
 */
final class PageReader {

    private static final String TTL = "#" + Expressions.OURS + "Ttl";
    /** DynamoDB deletes no item that expired longer ago; docs: "Using time to live". */
    private static final int YEARS_OF_TTL = 5;

    private final DynamoDbClient client;
    private final Clock clock;
    private final Calls calls;
    private final Meter meter;
    private final TableFacts table;
    private final int pageSize;
    private double unitsPerItem = 1;

    PageReader(DynamoDbClient client, Clock clock, Calls calls, Meter meter, TableFacts table, int pageSize) {
        this.client = client;
        this.clock = clock;
        this.calls = calls;
        this.meter = meter;
        this.table = table;
        this.pageSize = pageSize;
    }

    /**
     * What is to be read.
     *
     * @param condition of items
     * @param attributes those that are fetched of an item, beside the key; none are when items are only counted
     * @param counting whether items are only counted
     * @param consistent whether all writes so far are seen, which costs twice as much
     */
    record Look(ItemCondition condition, Set<String> attributes, boolean counting, boolean consistent) {}

    /**
     * One page.
     *
     * @param scanned items that were looked at
     * @param units what that cost
     */
    record Page(ScanResponse response, long scanned, long matching, double units) {}

    /** The page of a segment after a key. */
    Page page(Look look, int segment, int segments, Map<String, AttributeValue> after) throws InterruptedException {
        double reserved = meter.begin();
        boolean[] settled = new boolean[1];
        ScanRequest request = request(look, segment, segments, after);
        ScanResponse response = calls.persist("dynamodb:Scan", () -> client.scan(request), throttled -> {
            meter.failed(settled[0] ? 0 : reserved, throttled);
            settled[0] = true;
        });
        double units = response.consumedCapacity() == null
                        || response.consumedCapacity().capacityUnits() == null
                ? 0
                : response.consumedCapacity().capacityUnits();
        meter.end(settled[0] ? 0 : reserved, units);
        long scanned = response.scannedCount() == null ? 0 : response.scannedCount();
        learn(scanned, units);
        return new Page(response, scanned, response.count() == null ? 0 : response.count(), units);
    }

    private ScanRequest request(Look look, int segment, int segments, Map<String, AttributeValue> after) {
        Map<String, String> names = new HashMap<>(look.condition().names());
        Map<String, AttributeValue> values = new HashMap<>(look.condition().values());
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(table.name())
                .segment(segment)
                .totalSegments(segments)
                .limit(limit())
                .consistentRead(look.consistent())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        String filter = Expressions.all(look.condition().expression(), unexpired(names, values));
        if (!filter.isEmpty()) {
            request.filterExpression(filter);
        }
        if (look.counting()) {
            request.select(Select.COUNT);
        } else {
            request.projectionExpression(projection(look, names));
        }
        if (!names.isEmpty()) {
            request.expressionAttributeNames(names);
        }
        if (!values.isEmpty()) {
            request.expressionAttributeValues(values);
        }
        return after.isEmpty()
                ? request.build()
                : request.exclusiveStartKey(after).build();
    }

    private String projection(Look look, Map<String, String> names) {
        Set<String> attributes = new LinkedHashSet<>(table.keys());
        attributes.addAll(look.attributes());
        StringBuilder projection = new StringBuilder();
        int number = 0;
        for (String attribute : attributes) {
            String name = "#" + Expressions.OURS + number++;
            names.put(name, attribute);
            projection.append(projection.length() == 0 ? "" : ", ").append(name);
        }
        return projection.toString();
    }

    private String unexpired(Map<String, String> names, Map<String, AttributeValue> values) {
        if (table.ttlAttribute().isEmpty()) {
            return "";
        }
        Instant now = clock.instant();
        Instant oldest = now.atOffset(ZoneOffset.UTC).minusYears(YEARS_OF_TTL).toInstant();
        names.put(TTL, table.ttlAttribute());
        values.put(":ordermigNumber", AttributeValue.fromS("N"));
        values.put(":ordermigOldest", AttributeValue.fromN(Long.toString(oldest.getEpochSecond())));
        values.put(":ordermigNow", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
        return "NOT (attribute_type(" + TTL + ", :ordermigNumber) AND " + TTL
                + " BETWEEN :ordermigOldest AND :ordermigNow)";
    }

    /** No page costs more than the limit allows in a second. */
    private synchronized int limit() {
        double most = meter.limit().rate() / unitsPerItem;
        return (int) Math.max(1, Math.min(pageSize, most));
    }

    private synchronized void learn(long scanned, double units) {
        if (scanned > 0 && units > 0) {
            unitsPerItem = units / scanned;
        }
    }
}
