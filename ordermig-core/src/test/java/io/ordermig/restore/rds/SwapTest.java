package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SwapTest extends RestoreTest {

    private static final String MADE = "orders-restore-20400301020000";

    SwapTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        rds.instance("orders").dataVersion("before");
        serve("orders");
    }

    @Test
    void theNewOneTakesTheNameAndTheOldOneIsKept() {
        snapshot();
        rds.instance("orders").dataVersion("after");
        clock.advance(Duration.ofHours(1));

        Aftermath aftermath = restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(aftermath.kept()).startsWith("orders-old-");
        assertThat(rds.dataVersion(aftermath.kept())).isEqualTo("after");
        assertThat(rds.hasInstance(MADE)).isFalse();
        System.out.println(rds.changes());
        System.out.println("outage " + outage());
        aftermath.items().forEach(System.out::println);
        events.of(RunEvent.RestoreStepFinished.class).forEach(System.out::println);
    }

    @Test
    void thePlanChangesNothing() {
        snapshot();
        int before = rds.changes().size();

        RestorePlan plan = plan();

        assertThat(rds.changes()).hasSize(before);
        plan.steps().forEach(System.out::println);
        System.out.println(plan);
    }
}
