package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

/** Writing items while DynamoDB has little throughput to give. */
class ItemRunTest extends ChangeTest {

    ItemRunTest(AwsSimulator simulator) {
        super(simulator);
        run(Wanted.table("orders").build());
        simulator.forget();
        hooked.clear();
    }

    @Test
    void writesWhatWasGivenBackUnprocessed() {
        dynamo.giveBack(70);
        simulator
                .faults()
                .at(2, Fault.error(400, "ProvisionedThroughputExceededException", "too much"))
                .on("dynamodb", "BatchWriteItem");

        ChangeOutcome outcome = run(Wanted.items("orders", 60));

        assertThat(dynamo.items("orders")).hasSize(60);
        assertThat(outcome.calls()).hasSize(3);
        assertThat(hooked).filteredOn(each -> each.startsWith("after")).hasSize(3);
    }

    @Test
    void saysWhatIsWrittenWhenTheBudgetIsSpent() {
        budget = Duration.ofMinutes(5);
        run(Wanted.items("orders", 25));
        simulator.faults().always(Fault.throttling()).on("dynamodb", "BatchWriteItem");

        assertThat(problemOf(() -> run(Wanted.items("orders", 26))).problem().code())
                .isEqualTo(ChangeProblem.TIMED_OUT);
    }

    @Test
    void announcesItemsThatAreDeleted() {
        run(Wanted.items("orders", 3));
        hooked.clear();

        run(BatchWriteItemRequest.builder()
                .requestItems(Map.of("orders", List.of(Wanted.put("new"), Wanted.delete("item0"))))
                .build());

        assertThat(hooked).first().isEqualTo("destroys 1 item of orders");
        assertThat(dynamo.items("orders")).hasSize(3);
    }

    @Test
    void announcesTheDeletesOfATableOnceForAllSlices() {
        run(Wanted.items("orders", 60));
        hooked.clear();

        run(BatchWriteItemRequest.builder()
                .requestItems(Map.of(
                        "orders",
                        IntStream.range(0, 60)
                                .mapToObj(number -> Wanted.delete("item" + number))
                                .toList()))
                .build());

        assertThat(hooked)
                .filteredOn(each -> each.startsWith("destroys"))
                .containsExactly("destroys 60 items of orders");
        assertThat(dynamo.items("orders")).isEmpty();
    }
}
