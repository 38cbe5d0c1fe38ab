package io.ordermig;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.aws.AwsProblem;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.SimulatedEnvironment;
import io.ordermig.testing.aws.rds.RdsListener;
import io.ordermig.testing.aws.rds.RdsTimings;
import io.ordermig.testing.aws.rds.SimulatedRds;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/** The policies of {@code docs/iam.md} for going back are enough, and nothing in them is too much. */
class RestoreIamPolicyTest {

    /** Asked of IAM when the server is logged in to, not by a call. */
    private static final Set<String> NOT_CALLED = Set.of("rds-db:connect");

    @TempDir
    Path temp;

    private TestDatabase database;

    /** One way to go back, and what became of it. */
    private record Trial(Set<String> actions, String failure, List<String> warnings) {}

    /** A way to go back. */
    private enum Way {
        SWAP("orders", Map.of()),
        REPLACE("orders", Map.of("restoreStrategy", "replace")),
        MOMENT("orders", Map.of("restoreTime", "latest")),
        CLUSTER_SWAP("orders-cluster", Map.of()),
        CLUSTER_REPLACE("orders-cluster", Map.of("restoreStrategy", "replace")),
        CLUSTER_MOMENT("orders-cluster", Map.of("restoreTime", "latest")),
        CLUSTER_GONE("orders-cluster", Map.of("restoreTime", "latest"));

        private final String source;
        private final Map<String, String> parameters;

        Way(String source, Map<String, String> parameters) {
            this.source = source;
            this.parameters = parameters;
        }
    }

    @BeforeEach
    void createDatabase() {
        database = TestPostgres.create();
    }

    @AfterEach
    void dropDatabase() {
        TestPostgres.drop(database);
    }

    private Trial trial(String goal, Way way, Set<String> allowed) {
        try (AwsSimulator aws = AwsSimulator.start(SimulatedClock.standing(Instant.parse("2040-03-01T02:00:00Z")));
                SimulatedEnvironment unused = SimulatedEnvironment.of(aws)) {
            prepare(aws, way);
            aws.forget();
            aws.allowOnly(allowed);
            List<String> warnings = new ArrayList<>();
            String failure = "";
            try {
                run(goal, way, aws, warnings);
            } catch (OrdermigException e) {
                assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(AwsProblem.ACCESS_DENIED);
                failure = e.problem().what();
            }
            assertThat(aws.violations()).isEmpty();
            return new Trial(new TreeSet<>(aws.actions()), failure, warnings);
        }
    }

    private void prepare(AwsSimulator aws, Way way) {
        SimulatedRds rds = aws.rds();
        rds.timings(RdsTimings.all(Duration.ofMinutes(1)));
        URI server = URI.create(database.url().substring("jdbc:".length()));
        if (way.source.equals("orders")) {
            rds.instanceWithEverySettingSet("orders").deletionProtection(false);
        } else {
            rds.auroraClusterWithEverySettingSet(way.source, "orders-1", "orders-2")
                    .deletionProtection(false);
        }
        rds.bindEndpoint(way.source, server.getHost(), server.getPort());
        rds.listen(new Serving(rds, server));
        String secret = aws.secretsManager()
                .put(
                        "orders",
                        "{\"host\":\"" + server.getHost() + "\",\"port\":" + server.getPort() + ",\"username\":\""
                                + database.user() + "\",\"password\":\"" + database.password() + "\",\"dbname\":\""
                                + database.name() + "\"}");
        aws.parameterStore().put("/orders/staging/db-secret-arn", secret);
        aws.parameterStore().put("/orders/staging/db-instance-id", way.source);
        aws.parameterStore()
                .put("/orders/staging/migration-notification-topic", aws.sns().createTopic("migrations"));
        run("snapshot", way, aws, new ArrayList<>());
        aws.clock().advance(Duration.ofHours(1));
        if (way == Way.CLUSTER_GONE) {
            delete(aws, way.source);
        }
    }

    private static void delete(AwsSimulator aws, String cluster) {
        try (RdsClient client = aws.client(RdsClient.builder())) {
            for (String member : List.of("orders-1", "orders-2")) {
                client.deleteDBInstance(
                        request -> request.dbInstanceIdentifier(member).skipFinalSnapshot(true));
            }
            client.deleteDBCluster(request ->
                    request.dbClusterIdentifier(cluster).skipFinalSnapshot(true).deleteAutomatedBackups(false));
        }
        aws.clock().advance(Duration.ofHours(1));
    }

    /** Puts the real server behind everything that is restored. */
    private record Serving(SimulatedRds rds, URI server) implements RdsListener {
        @Override
        public void instanceRestored(DBInstance instance, DBSnapshot snapshot) {
            serve(instance.dbInstanceIdentifier());
            // A parameter group that is changed later wants a reboot.
            rds.instance(instance.dbInstanceIdentifier()).parameterGroup("default.postgres18");
        }

        @Override
        public void instanceRestoredToTime(DBInstance instance, String source, Instant time) {
            serve(instance.dbInstanceIdentifier());
        }

        @Override
        public void clusterRestored(DBCluster cluster, DBClusterSnapshot snapshot) {
            serve(cluster.dbClusterIdentifier());
        }

        @Override
        public void clusterRestoredToTime(DBCluster cluster, String source, Instant time) {
            serve(cluster.dbClusterIdentifier());
        }

        private void serve(String identifier) {
            rds.bindEndpoint(identifier, server.getHost(), server.getPort());
        }
    }

    private void run(String goal, Way way, AwsSimulator aws, List<String> warnings) {
        Map<String, String> parameters = new LinkedHashMap<>(way.parameters);
        parameters.put("parameterPath", "/orders/staging");
        parameters.put("confirm", way.source);
        parameters.put("snapshotPollInterval", "1m");
        Settings settings = Settings.of(parameters);
        try (Run run = new Run("staging", "p:orders:1", aws.clock())) {
            PostgresConfig postgres = Ordermig.complete(settings, run)
                    .map(logins -> PostgresConfig.from(settings).with(logins))
                    .orElseThrow();
            SnapshotConfig snapshots = SnapshotConfig.from(settings);
            RunConfig config = RunConfig.from(settings, "staging", "p:orders:1", temp.resolve("target"));
            RestoreConfig restore = RestoreConfig.from(settings);
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
            RestoreCases cases = ordermig.restores(postgres, snapshots, restore, classes);
            switch (goal) {
                case "snapshot" -> ordermig.snapshot(postgres, snapshots, classes);
                case "find-snapshot" -> cases.find();
                case "restore" -> cases.restore();
                default -> throw new IllegalArgumentException(goal);
            }
        }
    }

    @Test
    void allowWhatTheGoalsCallAndNothingElse() {
        for (String goal : List.of("find-snapshot", "restore")) {
            Set<String> policy = IamPolicies.BY_GOAL.get(goal);
            Set<String> called = new TreeSet<>();
            for (Way way : Way.values()) {
                Trial trial = trial(goal, way, policy);
                assertThat(trial.failure()).as(goal + " " + way).isEmpty();
                assertThat(trial.warnings()).as(goal + " " + way).isEmpty();
                called.addAll(trial.actions());
            }
            Set<String> expected = new TreeSet<>(policy);
            expected.removeAll(NOT_CALLED);
            assertThat(called).as(goal).isEqualTo(expected);
        }
    }

    private static Stream<String> actions() {
        return IamPolicies.BY_GOAL.get("restore").stream().filter(action -> !NOT_CALLED.contains(action));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void nameTheActionThatIsMissing(String action) {
        boolean ofCluster = action.contains("Cluster")
                || Set.of("rds:CreateDBInstance", "rds:EnableHttpEndpoint").contains(action);
        boolean deletes = action.contains("Delete");
        boolean ofTime = action.contains("PointInTime") || action.contains("AutomatedBackups");
        Way way = deletes
                ? (ofCluster ? Way.CLUSTER_REPLACE : Way.REPLACE)
                : ofTime ? (ofCluster ? Way.CLUSTER_GONE : Way.MOMENT) : (ofCluster ? Way.CLUSTER_SWAP : Way.SWAP);

        Trial trial = trial("restore", way, IamPolicies.without(IamPolicies.BY_GOAL.get("restore"), action));

        assertThat(trial.failure() + trial.warnings()).contains("do not allow " + action);
    }
}
