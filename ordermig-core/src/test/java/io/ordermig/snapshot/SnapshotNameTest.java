package io.ordermig.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotNameTest {

    private static final Instant START = Instant.parse("2026-03-01T10:15:00.9Z");

    @Test
    void namesSourceAndTime() {
        assertThat(SnapshotName.of("orders", START, 63)).isEqualTo("pre-migration-orders-20260301101500");
        assertThat(SnapshotName.started("pre-migration-orders-20260301101500"))
                .contains(Instant.parse("2026-03-01T10:15:00Z"));
    }

    @Test
    void shortensALongSource() {
        assertThat(SnapshotName.of("a".repeat(80), START, 63))
                .isEqualTo("pre-migration-" + "a".repeat(34) + "-20260301101500")
                .hasSize(63);
        assertThat(SnapshotName.of("a".repeat(33) + "-b", START, 63))
                .isEqualTo("pre-migration-" + "a".repeat(33) + "-20260301101500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ö", "注", "𝒩"})
    void countsBytesAndNeverCutsASignInTwo(String sign) {
        int width = sign.getBytes(StandardCharsets.UTF_8).length;

        String name = SnapshotName.of(sign.repeat(40), START, 63);

        assertThat(name).isEqualTo("pre-migration-" + sign.repeat(34 / width) + "-20260301101500");
        assertThat(SnapshotName.started(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "pre-migration-orders",
                "pre-migration-20260301101500",
                "pre-migration-orders-20261301101500",
                "pre-migration-orders20260301101500",
                "Pre-migration-orders-20260301101500"
            })
    void knowsNamesOfAnotherForm(String name) {
        assertThat(SnapshotName.started(name)).isEmpty();
    }
}
