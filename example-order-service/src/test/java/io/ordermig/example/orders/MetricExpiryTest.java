package io.ordermig.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.dynamo.backfill.ItemChanges;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MetricExpiryTest {

    private final MetricExpiry expiry = new MetricExpiry();

    @Test
    void keepsMetricsUntilTheEndOfTheTenthYearAfterTheirOwn() {
        Instant end = Instant.parse("2035-01-01T00:00:00Z");
        assertThat(MetricExpiry.expiry(Instant.parse("2024-01-01T00:00:00Z"))).isEqualTo(end);
        assertThat(MetricExpiry.expiry(Instant.parse("2024-02-29T12:00:00Z"))).isEqualTo(end);
        assertThat(MetricExpiry.expiry(Instant.parse("2024-12-31T23:59:59.999Z")))
                .isEqualTo(end);
        assertThat(MetricExpiry.expiry(Instant.parse("2025-01-01T00:00:00Z"))).isAfter(end);
    }

    @Test
    void writesItInSecondsAsTimeToLiveWantsIt() {
        assertThat(expiry.change(metric())).isEqualTo(ItemChanges.set("expiresAt", AttributeValue.fromN("2051222400")));
    }

    @Test
    void leavesAnExpiryThatIsThere() {
        Map<String, AttributeValue> expiring = new HashMap<>(metric());
        expiring.put("expiresAt", AttributeValue.fromN("2000000000"));
        assertThat(expiry.change(expiring)).isEqualTo(ItemChanges.NONE);
    }

    private static Map<String, AttributeValue> metric() {
        return Map.of(
                "metricKey", AttributeValue.fromS("orders-placed"), "timestamp", AttributeValue.fromN("1709078400000"));
    }
}
