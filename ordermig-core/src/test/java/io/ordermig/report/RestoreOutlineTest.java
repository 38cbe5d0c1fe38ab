package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePlan.Span;
import io.ordermig.testing.SampleRestore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreOutlineTest {

    @Test
    void saysWhatIsTakenBackToWhat() {
        assertThat(RestoreOutline.facts(SampleRestore.PLAN, SampleRestore.TIME.plusSeconds(2520)))
                .containsExactly(
                        "  Of:         instance orders",
                        "  Back to:    snapshot pre-migration-orders-20400301020000 of orders",
                        "  Data as of: 2040-03-01T02:00:00Z, 42 m 00 s ago; schema version 20240117100000",
                        "  How:        swap: the new one is made beside the old one and checked, then the names are"
                                + " swapped; the old one is kept");
    }

    @Test
    void numbersTheStepsAndAddsThemUp() {
        assertThat(RestoreOutline.steps(SampleRestore.PLAN))
                .containsExactly(
                        "  1/3  Restore it to orders-restore-20400301024200  10 to 40 min",
                        "  2/3  Rename orders to orders-old-20400301024200   1 to 3 min  OUTAGE",
                        "  3/3  Rename the new one to orders                 1 to 3 min  OUTAGE",
                        "  Together 12 to 46 min; of that, nobody can use orders for 2 to 6 min.");
    }

    @Test
    void leavesOutOfTheSumWhatAnEarlierRunHasDone() {
        RestorePlan plan = new RestorePlan(
                "orders",
                "database",
                SampleRestore.PLAN.origin(),
                RestorePlan.Strategy.RENAME,
                List.of(
                        new RestorePlan.Step("Copy it", Span.minutes(5, 9), false, true),
                        new RestorePlan.Step("Rename it", Span.NONE, true, false)),
                Span.NONE,
                List.of());

        assertThat(RestoreOutline.steps(plan))
                .containsExactly(
                        "  1/2  Copy it    done already",
                        "  2/2  Rename it  under a minute  OUTAGE",
                        "  Together under a minute; of that, nobody can use orders for under a minute.");
    }

    @Test
    void numbersTheChecklistAndPutsTheLinesToTypeOnLinesOfTheirOwn() {
        assertThat(RestoreOutline.checklist(SampleRestore.AFTERMATH))
                .containsExactly(
                        "  1. The endpoint is the same. Connections of before are dead.",
                        "  2. The old one is kept. To remove it, when all is well:",
                        "       aws rds delete-db-instance --db-instance-identifier orders-old-20400301024200");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, under a minute",
        "10, 59, under a minute",
        "10, 61, up to 2 min",
        "60, 60, 1 min",
        "300, 1200, 5 to 20 min",
        "300, 7200, 5 to 120 min",
        "3600, 7201, 1 to 3 h",
        "1800, 14400, up to 4 h"
    })
    void tellsNobodyLessThanItMayTake(long least, long most, String text) {
        assertThat(RestoreOutline.text(new Span(Duration.ofSeconds(least), Duration.ofSeconds(most))))
                .isEqualTo(text);
    }
}
