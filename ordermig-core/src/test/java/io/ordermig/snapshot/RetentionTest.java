package io.ordermig.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.PruneConfig;
import io.ordermig.event.RestorePoint;
import io.ordermig.snapshot.ListedPoint.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static ListedPoint point(int daysOld, Origin origin, boolean usable, String state, String environment) {
        return new ListedPoint(
                new RestorePoint(
                        RestorePoint.Kind.DB_SNAPSHOT, "p" + daysOld, "orders", NOW.minus(Duration.ofDays(daysOld))),
                state,
                usable,
                usable ? 100 : 10,
                0,
                "postgres",
                origin,
                environment,
                "");
    }

    private static ListedPoint own(int daysOld) {
        return point(daysOld, Origin.ORDERMIG, true, "available", "staging");
    }

    private static List<String> removed(int keep, int olderThanDays, ListedPoint... points) {
        PruneConfig config = new PruneConfig(keep, Duration.ofDays(olderThanDays), "");
        return Retention.removable(List.of(points), config, NOW).stream()
                .map(listed -> listed.point().id())
                .toList();
    }

    @Test
    void removesWhatIsOldBeyondTheNewestTheOldestFirst() {
        assertThat(removed(2, 30, own(50), own(1), own(40), own(60), own(2))).containsExactly("p60", "p50", "p40");
    }

    @Test
    void keepsTheNewestHoweverOldTheyAre() {
        assertThat(removed(2, 30, own(70), own(60), own(50))).containsExactly("p70");
    }

    @Test
    void keepsWhatIsNotOldEnoughHoweverManyThereAre() {
        assertThat(removed(1, 30, own(1), own(2), own(30), own(31))).containsExactly("p31");
    }

    @Test
    void neverRemovesTheOnlyOne() {
        assertThat(removed(1, 0, own(400))).isEmpty();
        assertThat(removed(0, 0, own(400))).isEmpty();
        assertThat(removed(5, 0)).isEmpty();
    }

    @Test
    void neverRemovesWhatOthersHaveMadeAndDoesNotCountIt() {
        ListedPoint manual = point(90, Origin.MANUAL, true, "available", "");
        ListedPoint automated = point(1, Origin.AUTOMATED, true, "available", "");

        assertThat(removed(1, 30, manual, automated, own(40))).isEmpty();
        assertThat(removed(1, 30, manual, automated, own(40), own(50))).containsExactly("p50");
    }

    @Test
    void leavesAloneWhatIsBeingMadeOrHasFailedAndDoesNotCountIt() {
        ListedPoint creating = point(0, Origin.ORDERMIG, false, "creating", "staging");
        ListedPoint failed = point(90, Origin.ORDERMIG, false, "failed", "staging");

        assertThat(removed(1, 30, creating, failed, own(40))).isEmpty();
    }

    @Test
    void countsAllEnvironmentsOfASourceTogether() {
        ListedPoint other = point(50, Origin.ORDERMIG, true, "available", "production");

        assertThat(removed(1, 30, own(40), other)).containsExactly("p50");
    }
}
