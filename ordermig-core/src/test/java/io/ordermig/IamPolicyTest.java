package io.ordermig;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.AwsProblem;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.PruneConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.SimulatedEnvironment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of {@code docs/iam.md} are enough for the goals, and nothing in them is too much. */
class IamPolicyTest {

    /** Asked of IAM when the server is logged in to, not by a call. */
    private static final String LOGIN = "rds-db:connect";

    @TempDir
    Path temp;

    /** One goal, run with all that can call AWS, and what became of it. */
    private record Trial(Set<String> actions, String failure, List<String> warnings) {}

    /** The source that a trial is about. */
    private enum Source {
        INSTANCE("orders-staging"),
        CLUSTER("orders-cluster");

        private final String identifier;

        Source(String identifier) {
            this.identifier = identifier;
        }
    }

    private Trial trial(String goal, Source source, Set<String> allowed) {
        TestDatabase database = TestPostgres.create();
        try (AwsSimulator aws = AwsSimulator.start(SimulatedClock.standing(Instant.parse("2040-03-01T02:00:00Z")));
                SimulatedEnvironment unused = SimulatedEnvironment.of(aws)) {
            prepare(aws, source, database);
            if (goal.equals("prune")) {
                takeTwo(source, aws, database);
            }
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
        } finally {
            TestPostgres.drop(database);
        }
    }

    private static void prepare(AwsSimulator aws, Source source, TestDatabase database) {
        if (source == Source.INSTANCE) {
            aws.rds().instance(source.identifier);
            for (int i = 10; i < 18; i++) {
                aws.rds().snapshot(source.identifier, "by-hand-" + i, "manual", Duration.ofDays(i));
            }
        } else {
            aws.rds().auroraCluster(source.identifier, "orders-1", "orders-2");
        }
        URI server = URI.create(database.url().substring("jdbc:".length()));
        String secret = aws.secretsManager()
                .put(
                        "orders",
                        "{\"host\":\"" + server.getHost() + "\",\"port\":" + server.getPort() + ",\"username\":\""
                                + database.user() + "\",\"password\":\"" + database.password() + "\",\"dbname\":\""
                                + database.name() + "\"}");
        aws.parameterStore().put("/orders/staging/db-secret-arn", secret);
        aws.parameterStore().put("/orders/staging/db-instance-id", source.identifier);
        aws.parameterStore()
                .put("/orders/staging/migration-notification-topic", aws.sns().createTopic("migrations"));
    }

    private void run(String goal, AwsSimulator aws, List<String> warnings) {
        Source source = aws.rds().hasInstance(Source.INSTANCE.identifier) ? Source.INSTANCE : Source.CLUSTER;
        MigrationFolder folder = new MigrationFolder(temp)
                .with("V1__t.sql", "-- ordermig:irreversible an example", "CREATE TABLE t (a int);");
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "parameterPath", "/orders/staging",
                "locations", folder.location(),
                "olderThan", "0",
                "keep", "1",
                "confirm", source.identifier,
                "ignoreMigrationPatterns", "*:pending",
                "notifyOn", "success,failure,unchanged"));
        Settings settings = Settings.of(parameters);
        try (Run run = new Run("staging", "p:orders:1", aws.clock())) {
            PostgresConfig postgres = Ordermig.complete(settings, run)
                    .map(logins -> PostgresConfig.from(settings).with(logins))
                    .orElseThrow();
            SnapshotConfig snapshots = SnapshotConfig.from(settings);
            RunConfig config = RunConfig.from(settings, "staging", "p:orders:1", temp.resolve("target"));
            settings.check();
            Ordermig ordermig = new Ordermig(
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
                    aws.clock());
            ClassLoader classes = getClass().getClassLoader();
            switch (goal) {
                case "snapshot" -> ordermig.snapshot(postgres, snapshots, classes);
                case "migrate" -> ordermig.migrate(postgres, snapshots, classes);
                case "snapshots" -> ordermig.snapshots(postgres, snapshots, classes);
                case "prune" -> ordermig.prune(postgres, snapshots, classes, PruneConfig.from(settings));
                case "info" -> ordermig.info(postgres, classes);
                case "validate" -> ordermig.validate(postgres, classes);
                case "baseline" -> ordermig.baseline(postgres, classes);
                case "repair" -> ordermig.repair(postgres, classes);
                case "clean" -> ordermig.clean(postgres, classes, database(postgres));
                default -> throw new IllegalArgumentException(goal);
            }
        }
    }

    private static String database(PostgresConfig postgres) {
        return postgres.connection().url().replaceAll(".*/", "");
    }

    /** Two snapshots of ordermig's own, of which one is to go. */
    private void takeTwo(Source source, AwsSimulator aws, TestDatabase database) {
        for (int i = 0; i < 2; i++) {
            Settings settings = Settings.of(Map.of(
                    "url", database.url(),
                    "user", database.user(),
                    "password", database.password(),
                    "dbInstanceId", source.identifier,
                    "snapshotAdoptWithin", "0"));
            try (Run other = new Run("staging", "p:orders:1", aws.clock())) {
                RunConfig config = RunConfig.from(settings, "staging", "p:orders:1", temp.resolve("other"));
                new Ordermig(other, config, Vocabulary.NEUTRAL, List.of(), aws.clock(), aws.clock())
                        .snapshot(
                                PostgresConfig.from(settings),
                                SnapshotConfig.from(settings),
                                getClass().getClassLoader());
            }
            aws.clock().advance(Duration.ofHours(1));
        }
    }

    @Test
    void hasAPolicyForEachGoal() {
        assertThat(IamPolicies.BY_GOAL.keySet())
                .containsExactlyInAnyOrder(
                        "info",
                        "validate",
                        "baseline",
                        "repair",
                        "clean",
                        "snapshot",
                        "migrate",
                        "snapshots",
                        "prune",
                        "find-snapshot",
                        "restore",
                        "dynamo",
                        "dynamo-undo",
                        "dynamo-info",
                        "dynamo-validate",
                        "dynamo-baseline",
                        "dynamo-repair");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"info", "validate", "baseline", "repair", "clean", "snapshot", "migrate", "snapshots", "prune"})
    void allowsWhatTheGoalCallsAndNothingElse(String goal) {
        Set<String> policy = IamPolicies.BY_GOAL.get(goal);
        Set<String> called = new TreeSet<>(Set.of(LOGIN));
        for (Source source : Source.values()) {
            Trial trial = trial(goal, source, policy);
            assertThat(trial.failure()).isEmpty();
            assertThat(trial.warnings()).isEmpty();
            called.addAll(trial.actions());
        }
        called.addAll(trial(goal, Source.INSTANCE, failing(goal, policy)).actions());
        assertThat(called).containsAll(IamPolicies.without(policy, LOGIN));
        assertThat(policy).containsAll(IamPolicies.without(called, LOGIN));
    }

    /** Goals that announce only their failure do so when they may not do what they are for. */
    private static Set<String> failing(String goal, Set<String> policy) {
        return switch (goal) {
            case "snapshot" -> IamPolicies.without(policy, "rds:CreateDBSnapshot");
            case "prune" -> IamPolicies.without(policy, "rds:DeleteDBSnapshot");
            default -> policy;
        };
    }

    private static Stream<List<String>> goalsAndActions() {
        return IamPolicies.BY_GOAL.entrySet().stream()
                .filter(policy -> !policy.getKey().startsWith("dynamo"))
                .filter(policy -> !Set.of("find-snapshot", "restore").contains(policy.getKey()))
                .flatMap(policy -> policy.getValue().stream()
                        .filter(action -> !action.equals(LOGIN))
                        .map(action -> List.of(policy.getKey(), action)));
    }

    @ParameterizedTest
    @MethodSource("goalsAndActions")
    void namesTheActionThatIsMissing(List<String> goalAndAction) {
        String goal = goalAndAction.get(0);
        String action = goalAndAction.get(1);
        Source source = action.contains("Cluster") ? Source.CLUSTER : Source.INSTANCE;
        Set<String> policy = IamPolicies.without(IamPolicies.BY_GOAL.get(goal), action);
        Trial trial = trial(goal, source, action.equals("sns:Publish") ? failing(goal, policy) : policy);

        assertThat(trial.failure() + trial.warnings()).contains("do not allow " + action);
    }
}
