package io.ordermig.example.orders;

import io.ordermig.dynamo.backfill.ItemChanges;
import io.ordermig.dynamo.backfill.ItemCondition;
import io.ordermig.dynamo.backfill.ItemTransform;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives metrics the time at which they expire: the end of the tenth calendar year after their own, in UTC, in seconds as
 * time to live wants it. An expiry that is there stays.
 */
public final class MetricExpiry implements ItemTransform {

    private static final int YEARS_KEPT = 10;
    private static final String TIMESTAMP = "timestamp";
    private static final String EXPIRY = "expiresAt";

    @Override
    public Set<String> reads() {
        return Set.of(EXPIRY);
    }

    @Override
    public ItemChanges change(Map<String, AttributeValue> metric) {
        AttributeValue timestamp = metric.get(TIMESTAMP);
        if (metric.containsKey(EXPIRY) || timestamp == null) {
            return ItemChanges.NONE;
        }
        long expiry =
                expiry(Instant.ofEpochMilli(Long.parseLong(timestamp.n()))).getEpochSecond();
        return ItemChanges.set(EXPIRY, AttributeValue.fromN(Long.toString(expiry)));
    }

    @Override
    public ItemCondition condition() {
        return new ItemCondition("attribute_not_exists(" + EXPIRY + ")", Map.of(), Map.of());
    }

    static Instant expiry(Instant measured) {
        int year = measured.atZone(ZoneOffset.UTC).getYear();
        return ZonedDateTime.of(year + YEARS_KEPT + 1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                .toInstant();
    }
}
