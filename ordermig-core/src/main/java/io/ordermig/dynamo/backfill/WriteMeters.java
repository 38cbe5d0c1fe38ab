package io.ordermig.dynamo.backfill;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * The limits that a write of an item keeps: that of the table, and that of each global index with a capacity of its own,
 * because the smallest of them throttles all. Thread-safe.
 */
final class WriteMeters {

    private final Meter table;
    private final Map<String, Meter> indexes;
    private final Calls calls;

    WriteMeters(Calls calls, Meter table, Map<String, Meter> indexes) {
        this.calls = calls;
        this.table = table;
        this.indexes = Map.copyOf(indexes);
    }

    /** Makes a call that writes one item, when the limits allow it. */
    <T> T write(Supplier<T> call, Cost<T> cost) throws InterruptedException {
        double reserved = table.begin();
        Map<String, Double> ofIndexes = new HashMap<>();
        for (Map.Entry<String, Meter> index : indexes.entrySet()) {
            ofIndexes.put(index.getKey(), index.getValue().begin());
        }
        boolean[] settled = new boolean[1];
        T answer = calls.persist("dynamodb:UpdateItem", call, throttled -> {
            table.failed(settled[0] ? 0 : reserved, throttled);
            ofIndexes.forEach((name, units) -> meter(name).failed(settled[0] ? 0 : units, throttled));
            settled[0] = true;
        });
        ConsumedCapacity consumed = cost.of(answer);
        double rest = consumed == null || consumed.capacityUnits() == null ? reserved : consumed.capacityUnits();
        for (Map.Entry<String, Double> index : ofIndexes.entrySet()) {
            double units = unitsOf(consumed, index.getKey());
            meter(index.getKey()).end(settled[0] ? 0 : index.getValue(), units);
            rest -= units;
        }
        table.end(settled[0] ? 0 : reserved, Math.max(0, rest));
        return answer;
    }

    /** What an answer says about its cost; null when it says nothing. */
    @FunctionalInterface
    interface Cost<T> {
        @Nullable
        ConsumedCapacity of(T answer);
    }

    private Meter meter(String index) {
        Meter meter = indexes.get(index);
        if (meter == null) {
            throw new IllegalStateException("no meter for " + index);
        }
        return meter;
    }

    private static double unitsOf(@Nullable ConsumedCapacity consumed, String index) {
        if (consumed == null || !consumed.hasGlobalSecondaryIndexes()) {
            return 0;
        }
        Capacity units = consumed.globalSecondaryIndexes().get(index);
        return units == null || units.capacityUnits() == null ? 0 : units.capacityUnits();
    }
}
