package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RunEvents;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedAccount;
import io.ordermig.testing.aws.SimulatedClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A run is killed before or after each single call of DynamoDB, and the same change run again. */
class KillTest {

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Kills at one call, counted from 1. */
    private static final class Killer implements ExecutionInterceptor {
        private final int at;
        private final boolean afterwards;
        private int seen;

        Killer(int at, boolean afterwards) {
            this.at = at;
            this.afterwards = afterwards;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            seen++;
            if (seen == at && !afterwards) {
                throw new Killed();
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (seen == at && afterwards) {
                throw new Killed();
            }
        }
    }

    private static final List<DynamoDbRequest> CHANGES = List.of(
            Wanted.update("orders")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(Wanted.text("status"), Wanted.text("created"))
                    .globalSecondaryIndexUpdates(
                            Wanted.noIndex("by_customer"),
                            Wanted.index("by_created", "created"),
                            Wanted.index("status"))
                    .streamSpecification(Wanted.stream(StreamViewType.NEW_AND_OLD_IMAGES))
                    .deletionProtectionEnabled(true)
                    .build(),
            Wanted.expiry("orders", "expires", true),
            Wanted.items("orders", 60));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsInTheSameStateWhereverItWasStopped(boolean afterwards) {
        Map<String, String> undisturbed;
        try (AwsSimulator simulator = prepared()) {
            CHANGES.forEach(change -> run(simulator, change, 0, false));
            undisturbed = simulator.dynamo().state();
        }
        for (DynamoDbRequest killed : CHANGES) {
            int at = 1;
            while (isKilled(killed, at, afterwards, undisturbed)) {
                at++;
            }
            assertThat(at).as("calls of " + WantedChange.operation(killed)).isGreaterThan(3);
        }
    }

    private static boolean isKilled(
            DynamoDbRequest killed, int at, boolean afterwards, Map<String, String> undisturbed) {
        try (AwsSimulator simulator = prepared()) {
            boolean struck = false;
            for (DynamoDbRequest change : CHANGES) {
                if (change.equals(killed)) {
                    try {
                        run(simulator, change, at, afterwards);
                    } catch (Killed e) {
                        struck = true;
                    }
                }
                run(simulator, change, 0, false);
            }
            assertThat(simulator.dynamo().state())
                    .as("killed at call " + at + " of " + WantedChange.operation(killed))
                    .isEqualTo(undisturbed);
            if (!WantedChange.operation(killed).equals("BatchWriteItem")) {
                assertThat(simulator.operations("dynamodb").stream()
                                .filter(operation -> operation.startsWith("Update")))
                        .as("no call is made twice")
                        .hasSize(7 + 1);
            }
            return struck;
        }
    }

    private static AwsSimulator prepared() {
        AwsSimulator simulator = AwsSimulator.start(SimulatedClock.standing(AwsSimulatorExtension.START));
        run(
                simulator,
                Wanted.provisioned("orders")
                        .attributeDefinitions(Wanted.text("id"), Wanted.text("customer"), Wanted.text("status"))
                        .streamSpecification(Wanted.stream(StreamViewType.KEYS_ONLY))
                        .globalSecondaryIndexes(
                                index -> index.indexName("by_customer")
                                        .keySchema(Wanted.hash("customer"))
                                        .projection(projection -> projection.projectionType("ALL"))
                                        .provisionedThroughput(Wanted.units(1, 1)),
                                index -> index.indexName("by_created")
                                        .keySchema(Wanted.hash("status"))
                                        .projection(projection -> projection.projectionType("KEYS_ONLY"))
                                        .provisionedThroughput(Wanted.units(1, 1)))
                        .build(),
                0,
                false);
        run(simulator, Wanted.indexes("orders", Wanted.noIndex("by_created")), 0, false);
        simulator.forget();
        return simulator;
    }

    private static void run(AwsSimulator simulator, DynamoDbRequest change, int killAt, boolean afterwards) {
        SimulatedClock clock = simulator.clock();
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(simulator.endpoint())
                .region(Region.of(SimulatedAccount.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(simulator.credentials()))
                .overrideConfiguration(overrides -> overrides.addExecutionInterceptor(new Killer(killAt, afterwards)))
                .build()) {
            ChangeContext context = new ChangeContext(
                    clock, clock, new RunEvents(clock, List.of()), Duration.ofMinutes(10), Duration.ofHours(24));
            new ChangeRunner(client, context, CallHooks.NONE, BeforeDestruction.NOTHING).run(new WantedChange(change));
        }
    }
}
