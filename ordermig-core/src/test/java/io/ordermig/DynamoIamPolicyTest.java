package io.ordermig;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.AwsProblem;
import io.ordermig.config.DynamoConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of {@code docs/iam.md} are enough for the goals on DynamoDB, and nothing in them is too much. */
class DynamoIamPolicyTest {

    private static final String NOTHING_TO_PUT = "attribute_not_exists(id)";

    /** Each operation there is. */
    private static final String[] ALL = {
        "- CreateTable:",
        "    TableName: carts",
        "    KeySchema: [{AttributeName: id, KeyType: HASH}]",
        "    AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
        "    BillingMode: PAY_PER_REQUEST",
        "    Tags: [{Key: team, Value: orders}]",
        "- UpdateTable:",
        "    TableName: orders",
        "    AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: status, AttributeType: S}]",
        "    GlobalSecondaryIndexUpdates:",
        "      - Create:",
        "          IndexName: by_status",
        "          KeySchema: [{AttributeName: status, KeyType: HASH}]",
        "          Projection: {ProjectionType: ALL}",
        "- UpdateTimeToLive:",
        "    TableName: orders",
        "    TimeToLiveSpecification: {Enabled: true, AttributeName: expires}",
        "- UpdateContinuousBackups:",
        "    TableName: orders",
        "    PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}",
        "- TagResource: {ResourceArn: orders, Tags: [{Key: team, Value: orders}]}",
        "- UntagResource: {ResourceArn: orders, TagKeys: [team]}",
        "- PutItem: {TableName: orders, Item: {id: {S: a}}}",
        "- BatchWriteItem: {RequestItems: {orders: [{PutRequest: {Item: {id: {S: b}}}}]}}",
        "- Backfill: {TableName: orders, Set: {type: STANDARD}}",
        "- DeleteTable: {TableName: old}"
    };

    private static final String[] LITTLE = {"- PutItem: {TableName: orders, Item: {id: {S: a}}}"};

    @TempDir
    Path temp;

    private MigrationFolder folder;

    /** One goal, and what became of it. */
    private record Trial(Set<String> actions, String failure, List<String> warnings) {}

    @BeforeEach
    void eachOperationThereIs() {
        folder = new MigrationFolder(temp.resolve("db"))
                .with("V1__all.yaml", ALL)
                .with("U1__all.yaml", LITTLE);
    }

    private Trial trial(String goal, Set<String> allowed) {
        try (AwsSimulator aws = AwsSimulator.start(SimulatedClock.standing(Instant.parse("2040-03-01T02:00:00Z")));
                SimulatedEnvironment unused = SimulatedEnvironment.of(aws)) {
            prepare(goal, aws);
            aws.forget();
            aws.allowOnly(allowed);
            List<String> warnings = new ArrayList<>();
            String failure = "";
            try {
                run(goal, aws, warnings);
            } catch (OrdermigException e) {
                assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(AwsProblem.ACCESS_DENIED);
                failure = e.problem().what();
            }
            assertThat(aws.violations()).isEmpty();
            return new Trial(new TreeSet<>(aws.actions()), failure, warnings);
        }
    }

    /** What the goal finds: tables, and for some a history. */
    private void prepare(String goal, AwsSimulator aws) {
        aws.dynamo().createTable("orders", "id");
        aws.dynamo().createTable("old", "id");
        aws.parameterStore()
                .put("/orders/staging/migration-notification-topic", aws.sns().createTopic("migrations"));
        switch (goal) {
            case "dynamo-undo" -> {
                folder.with("V1__all.yaml", LITTLE).with("U1__all.yaml", ALL);
                run("dynamo", aws, new ArrayList<>());
            }
            case "dynamo-repair" -> leaveAFailure(aws);
            default -> {}
        }
    }

    private void leaveAFailure(AwsSimulator aws) {
        folder.with(
                "V1__all.yaml",
                "- PutItem: {TableName: orders, Item: {id: {S: a}}}",
                "- PutItem: {TableName: orders, Item: {id: {S: a}, n: {N: '1'}}, ConditionExpression: " + NOTHING_TO_PUT
                        + "}");
        try {
            run("dynamo", aws, new ArrayList<>());
            throw new AssertionError("the condition was expected to fail");
        } catch (OrdermigException e) {
            assertThat(e.problem().code().id()).isEqualTo("dynamo/condition-failed");
        }
    }

    private void run(String goal, AwsSimulator aws, List<String> warnings) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "parameterPath", "/orders/staging",
                "dynamoLocations", folder.location(),
                "dynamoBackfillWorkers", "1",
                // Simulated hours, for which each look at a table is a call.
                "dynamoPollInterval", "20m",
                "notifyOn", "success,failure,unchanged",
                "baseFolder", temp.toString()));
        Settings settings = Settings.of(parameters);
        try (Run run = new Run("staging", "p:orders:1", aws.clock())) {
            Ordermig.completeTopic(settings, run);
            DynamoConfig dynamo = DynamoConfig.from(settings, "staging");
            RunConfig config = RunConfig.from(settings, "staging", "p:orders:1", temp.resolve("target"));
            settings.check();
            DynamoCases cases = new Ordermig(
                            run,
                            config,
                            Vocabulary.NEUTRAL,
                            List.of(new RunListener() {
                                @Override
                                public void warned(RunEvent.Warned event) {
                                    warnings.add(event.text());
                                }
                            }),
                            aws.clock(),
                            aws.clock())
                    .dynamo(dynamo, getClass().getClassLoader());
            switch (goal) {
                case "dynamo" -> cases.migrate();
                case "dynamo-undo" -> cases.undo();
                case "dynamo-info" -> cases.info();
                case "dynamo-validate" -> cases.validate();
                case "dynamo-baseline" -> cases.baseline();
                case "dynamo-repair" -> cases.repair();
                case "dry run" -> cases.plan();
                default -> throw new IllegalArgumentException(goal);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dynamo", "dynamo-undo", "dynamo-info", "dynamo-validate", "dynamo-baseline", "dynamo-repair"})
    void allowsWhatTheGoalCallsAndNothingElse(String goal) {
        Set<String> policy = IamPolicies.BY_GOAL.get(goal);

        Trial trial = trial(goal, policy);

        assertThat(trial.failure()).isEmpty();
        // Without point-in-time recovery, which the migration itself changes, a backup is all there is.
        assertThat(trial.warnings()).allMatch(warning -> warning.contains("has no point-in-time recovery"));
        assertThat(trial.actions()).containsExactlyInAnyOrderElementsOf(policy);
    }

    private static Stream<List<String>> goalsAndActions() {
        return IamPolicies.BY_GOAL.entrySet().stream()
                .filter(policy -> policy.getKey().startsWith("dynamo"))
                .flatMap(policy -> policy.getValue().stream().map(action -> List.of(policy.getKey(), action)));
    }

    @ParameterizedTest
    @MethodSource("goalsAndActions")
    void namesTheActionThatIsMissing(List<String> goalAndAction) {
        String goal = goalAndAction.get(0);
        String action = goalAndAction.get(1);

        Trial trial = trial(goal, IamPolicies.without(IamPolicies.BY_GOAL.get(goal), action));

        assertThat(trial.failure() + trial.warnings()).contains("do not allow " + action);
    }

    @Test
    void letsADryRunDoWithThePolicyOfValidateAndScan() {
        Set<String> policy = new TreeSet<>(IamPolicies.BY_GOAL.get("dynamo-validate"));
        policy.add("dynamodb:Scan");

        Trial trial = trial("dry run", policy);

        assertThat(trial.failure() + trial.warnings()).isEqualTo("[]");
        assertThat(trial.actions()).containsExactlyInAnyOrderElementsOf(policy);
    }
}
