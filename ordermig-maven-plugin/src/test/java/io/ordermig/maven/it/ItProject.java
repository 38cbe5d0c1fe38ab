package io.ordermig.maven.it;

import io.ordermig.snapshot.SnapshotName;
import io.ordermig.testing.DynamoRelay;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestDynamo;
import io.ordermig.testing.TestDynamo.Account;
import io.ordermig.testing.TestPostgres;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.SimulatedAccount;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.rds.RdsListener;
import io.ordermig.testing.aws.rds.RdsTimings;
import io.ordermig.testing.aws.rds.SimulatedRds;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * One project of {@code src/it}, as its hook scripts see it. All projects share the server of {@link TestPostgres}, each
 * with a database of its own.
 */
public final class ItProject {

    private static final String DATABASE = "database";
    private static final String AWS = "aws";
    private static final String DYNAMO = "dynamo";
    private static final String RELAY = "relay";
    private static final String DYNAMO_POLL_INTERVAL = "ordermig.dynamo.pollInterval";
    private static final String METRICS = "ordermig.metrics";

    private final Path folder;
    private final Map<String, Object> context;

    /**
     * The project of a script.
     *
     * @param basedir the script's variable of that name
     * @param context the script's variable of that name; lives as long as the project's builds
     */
    public ItProject(File basedir, Map<String, Object> context) {
        this.folder = basedir.toPath();
        this.context = context;
    }

    /** Creates the project's database, and tells the builds where it is; they go without restore points. */
    public void createDatabase() {
        TestDatabase database = TestPostgres.create();
        context.put(DATABASE, database);
        pass("ordermig.url", database.url());
        pass("ordermig.user", database.user());
        pass("ordermig.password", database.password());
        // Projects about restore points take this back.
        pass("ordermig.snapshot.skip", "true");
    }

    /** The database that {@link #createDatabase} has created. */
    public TestDatabase database() {
        return (TestDatabase) context.get(DATABASE);
    }

    /** Creates the project's database, and lets the builds take restore points of it. */
    public void createDatabaseWithRestorePoints() {
        createDatabase();
        withhold("ordermig.snapshot.skip");
    }

    /**
     * Starts an AWS of the project's own, in which an hour takes ten seconds, and leads the builds to it. It answers until
     * {@link #stopAws}; what its DynamoDB tables hold can be read after that, too.
     */
    public AwsSimulator startAws() {
        AwsSimulator aws = AwsSimulator.start(SimulatedClock.running(360));
        context.put(AWS, aws);
        aws.systemProperties().forEach(this::pass);
        // Looks at a snapshot as often as every 15 seconds of that clock.
        pass("ordermig.snapshot.pollInterval", "40ms");
        pass(DYNAMO_POLL_INTERVAL, "40ms");
        return aws;
    }

    /**
     * As {@link #startAws}, where what RDS does takes a minute, which is a sixth of a second, and the project's database
     * answers at the endpoint of {@code orders} and of whatever is restored.
     */
    public SimulatedRds startAwsToRestoreOn() {
        SimulatedRds rds = startAws().rds();
        rds.timings(RdsTimings.all(Duration.ofMinutes(1)));
        URI server = URI.create(database().url().substring("jdbc:".length()));
        rds.bindEndpoint("orders", server.getHost(), server.getPort());
        rds.listen(new RdsListener() {
            @Override
            public void instanceRestored(DBInstance instance, DBSnapshot snapshot) {
                rds.bindEndpoint(instance.dbInstanceIdentifier(), server.getHost(), server.getPort());
            }

            @Override
            public void instanceRestoredToTime(DBInstance instance, String source, Instant time) {
                rds.bindEndpoint(instance.dbInstanceIdentifier(), server.getHost(), server.getPort());
            }

            @Override
            public void clusterRestored(DBCluster cluster, DBClusterSnapshot snapshot) {
                rds.bindEndpoint(cluster.dbClusterIdentifier(), server.getHost(), server.getPort());
            }
        });
        pass("ordermig.dbInstanceId", "orders");
        pass("ordermig.restore.lease", "5s");
        return rds;
    }

    /** The AWS that {@link #startAws} has started. */
    public AwsSimulator aws() {
        return (AwsSimulator) context.get(AWS);
    }

    /** Stops the project's AWS, and fails when a build has asked for what AWS does not know. */
    public void stopAws() {
        aws().close();
        if (!aws().violations().isEmpty()) {
            throw new IllegalStateException(String.join("\n", aws().violations()));
        }
    }

    /** Leads the builds to a DynamoDB Local with tables of the project's own, and says who can look at them. */
    public DynamoDbClient startDynamo() {
        Account account = TestDynamo.account(TestDynamo.server());
        context.put(DYNAMO, account);
        lead(account, account.endpoint());
        return account.client();
    }

    /**
     * As {@link #startDynamo}, with a relay between the builds and the DynamoDB Local, at which they can be held up; it
     * answers until {@link #stopDynamo}.
     */
    public DynamoRelay startDynamoBehindRelay() {
        Account account = TestDynamo.account(TestDynamo.server());
        context.put(DYNAMO, account);
        DynamoRelay relay = new DynamoRelay(account.endpoint());
        context.put(RELAY, relay);
        lead(account, relay.endpoint());
        return relay;
    }

    private void lead(Account account, URI endpoint) {
        // So that a variable of this machine for DynamoDB alone does not win over the endpoint for all services.
        pass("aws.endpointUrlDynamodb", endpoint.toString());
        pass("aws.endpointUrl", endpoint.toString());
        pass("aws.region", TestDynamo.REGION.id());
        pass("aws.accessKeyId", account.accessKey());
        pass("aws.secretAccessKey", TestDynamo.CREDENTIAL);
        // No CloudWatch answers there, and nothing takes long.
        pass(METRICS, "false");
        pass(DYNAMO_POLL_INTERVAL, "100ms");
    }

    /** A client of the DynamoDB that the builds are led to: after {@link #startDynamo}, or {@link #startAws}. */
    public DynamoDbClient dynamo() {
        return context.get(DYNAMO) instanceof Account account
                ? account.client()
                : aws().client(DynamoDbClient.builder());
    }

    /** What the project's DynamoDB tables hold; looking is no call that the simulated AWS counts. */
    public ItTables tables() {
        return new ItTables(
                context.get(DYNAMO) instanceof Account account
                        ? table -> account
                                .client()
                                .scanPaginator(
                                        request -> request.tableName(table).consistentRead(true))
                                .items()
                                .stream()
                                .toList()
                        : aws().dynamo()::items);
    }

    /** Leads later builds to the DynamoDB no more. Its tables can be read as long as the other projects run. */
    public void stopDynamo() {
        for (String setting :
                List.of("endpointUrlDynamodb", "endpointUrl", "region", "accessKeyId", "secretAccessKey")) {
            withhold("aws." + setting);
        }
        withhold(METRICS);
        if (context.remove(RELAY) instanceof DynamoRelay relay) {
            relay.close();
        }
        withhold(DYNAMO_POLL_INTERVAL);
    }

    /** Puts a finished snapshot of ordermig's own there, taken so long ago, and says its identifier. */
    public String ownSnapshot(String instance, Duration age) {
        String snapshot = SnapshotName.of(instance, Instant.now().minus(age), 255);
        aws().rds().snapshot(instance, snapshot, "manual", age);
        try (RdsClient client = aws().client(RdsClient.builder())) {
            client.addTagsToResource(
                    request -> request.resourceName(SimulatedAccount.arn("rds", "snapshot:" + snapshot))
                            .tags(tag("ordermig:managed", "true"), tag("ordermig:source", instance)));
        }
        return snapshot;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** Gives a property to all builds from here on, as {@code -D} on the command line does. */
    public void pass(String property, String value) {
        ((Properties) context.get("userProperties")).setProperty(property, value);
    }

    /** Takes a property back. */
    public void withhold(String property) {
        ((Properties) context.get("userProperties")).remove(property);
    }

    /** Creates a role that the server asks for its password, whatever it does with others, and lets it into the database. */
    public void createRole(String role, String password) {
        database()
                .execute(
                        "CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'",
                        "GRANT ALL ON DATABASE " + database().name() + " TO " + role,
                        "GRANT ALL ON SCHEMA public TO " + role);
        // Read first: COPY empties the file before it asks for the rows.
        String file = database().value("SHOW hba_file");
        String rules = database().value("SELECT replace(pg_read_file('" + file + "'), chr(9), ' ')");
        database()
                .execute(
                        "COPY (SELECT 'host all " + role + " all scram-sha-256' UNION ALL"
                                + " SELECT rule FROM regexp_split_to_table($rules$" + rules + "$rules$, chr(10)) rule"
                                + " WHERE rule !~ '^ *(#|$)') TO '" + file + "'",
                        "SELECT pg_reload_conf()");
    }

    /** The output of all builds so far. */
    public String log() {
        return text("build.log");
    }

    /** What a file of the project holds. */
    public String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report of the last build, as maps and lists. */
    public Map<String, Object> report() {
        return report("target/ordermig");
    }

    /** The report in a folder, as maps and lists. */
    public Map<String, Object> report(String reportFolder) {
        return json(reportFolder + "/migration-report.json");
    }

    /** A JSON file of the project, as maps and lists. */
    public Map<String, Object> json(String file) {
        return JsonText.read(text(file));
    }

    /** The versions in the history, in the order they were applied, failed ones with a {@code !}. */
    public List<String> history() {
        return database()
                .rows(
                        "SELECT coalesce(version, 'R') || CASE WHEN success THEN '' ELSE '!' END FROM flyway_schema_history"
                                + " ORDER BY installed_rank");
    }

    /** Starts a build of the project beside those of the invoker, with the same properties; its output goes to a file. */
    public ItMaven start(String log, String... arguments) {
        return ItMaven.start(
                folder, folder.resolve(log), (Properties) context.get("userProperties"), List.of(arguments));
    }
}
