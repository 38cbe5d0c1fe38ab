package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.dynamo.SimulatedDynamo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What tests of changes on the simulator share. */
@ExtendWith(AwsSimulatorExtension.class)
abstract class ChangeTest {

    final AwsSimulator simulator;
    final SimulatedDynamo dynamo;
    final SimulatedClock clock;
    final DynamoDbClient client;
    final RecordedEvents events = new RecordedEvents();
    final List<String> hooked = new ArrayList<>();
    Duration budget = Duration.ofHours(4);

    ChangeTest(AwsSimulator simulator) {
        this.simulator = simulator;
        this.dynamo = simulator.dynamo();
        this.clock = simulator.clock();
        // What is repeated is repeated by the runner, on the simulator's clock.
        this.client = simulator.client(DynamoDbClient.builder()
                .overrideConfiguration(overrides -> overrides.retryStrategy(AwsRetryStrategy.doNotRetry())));
    }

    ChangeContext context() {
        return new ChangeContext(clock, clock, new RunEvents(clock, List.of(events)), Duration.ofSeconds(30), budget);
    }

    final CallHooks recorded = new CallHooks() {
        @Override
        public void before(PlannedCall call) {
            hooked.add("before " + call.sentence());
        }

        @Override
        public void after(PlannedCall call) {
            hooked.add("after " + call.sentence());
        }
    };

    ChangeOutcome run(DynamoDbRequest request) {
        return run(client, request);
    }

    ChangeOutcome run(DynamoDbClient dynamoClient, DynamoDbRequest request) {
        return new ChangeRunner(dynamoClient, context(), recorded, call -> hooked.add("destroys " + call.destroys()))
                .run(new WantedChange(request));
    }

    /** The calls that changed something, in order. */
    List<String> changes() {
        return simulator.operations("dynamodb").stream()
                .filter(operation -> !operation.startsWith("Describe") && !operation.startsWith("List"))
                .toList();
    }

    static OrdermigException problemOf(ThrowingCallable call) {
        OrdermigException e = catchThrowableOfType(OrdermigException.class, call);
        Assertions.assertThat(e).as("a problem").isNotNull();
        return e;
    }
}
