package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.aws.Aws;
import io.ordermig.config.AwsConfig;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.SnapshotContext;
import io.ordermig.snapshot.rds.RdsRestorePoints;
import io.ordermig.snapshot.rds.RdsTarget;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedAccount;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.rds.RdsListener;
import io.ordermig.testing.aws.rds.SimulatedRds;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/** What the tests of restores share: a simulated account, a real PostgreSQL behind its endpoints, and a way to both. */
@ExtendWith({AwsSimulatorExtension.class, PostgresExtension.class})
abstract class RestoreTest {

    static final String RUN = "20400301T020000Z-1a2b3c";

    final TestDatabase database;
    AwsSimulator simulator;
    SimulatedRds rds;
    SimulatedClock clock;
    RecordedEvents events = new RecordedEvents();
    /** Where the real server of new instances listens. */
    int port = TestPostgres.server().port();

    final Map<String, String> settings = new LinkedHashMap<>();

    @TempDir
    Path folder;

    private final Map<String, Optional<String>> before = new LinkedHashMap<>();

    RestoreTest(AwsSimulator simulator, TestDatabase database) {
        this.database = database;
        use(simulator);
        settings.put("snapshotPollInterval", "1m");
        settings.put("url", database.url());
        settings.put("user", database.user());
        settings.put("password", database.password());
        settings.put("dbInstanceId", "orders");
        settings.put("confirm", "orders");
    }

    /** Works in another simulated account from now on. */
    final void use(AwsSimulator other) {
        simulator = other;
        rds = other.rds();
        clock = other.clock();
        events = new RecordedEvents();
        rds.listen(new RdsListener() {
            @Override
            public void instanceRestored(DBInstance instance, DBSnapshot snapshot) {
                serve(instance.dbInstanceIdentifier());
            }

            @Override
            public void instanceRestoredToTime(DBInstance instance, String resource, Instant time) {
                serve(instance.dbInstanceIdentifier());
            }
        });
        other.systemProperties().forEach((name, value) -> {
            before.putIfAbsent(name, Optional.ofNullable(System.getProperty(name)));
            System.setProperty(name, value);
        });
    }

    @AfterEach
    void restoreSystemProperties() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name)));
    }

    /** Puts the real server behind an instance or cluster of that name, present or to come. */
    void serve(String identifier) {
        rds.bindEndpoint(identifier, TestPostgres.server().host(), port);
    }

    RestoreContext context(String run, Sleeper sleeper) {
        Settings given = Settings.of(settings);
        RestoreContext context = new RestoreContext(
                new SnapshotContext(
                        run,
                        "staging",
                        SnapshotConfig.from(given),
                        folder.resolve("ordermig"),
                        clock,
                        sleeper,
                        new RunEvents(clock, List.of(events))),
                RestoreConfig.from(given));
        given.check();
        return context;
    }

    PostgresConfig postgres() {
        Settings given = Settings.of(settings);
        PostgresConfig config = PostgresConfig.from(given);
        given.check();
        return config;
    }

    /** Takes a restore point of {@code orders}, and lets the manifest be lost. */
    RestorePoint snapshot() {
        try (Aws aws = aws(RUN);
                RdsRestorePoints points =
                        RdsRestorePoints.open(aws, context(RUN, clock).snapshots(), new RdsTarget("orders", ""))) {
            return points.take(Optional.empty());
        }
    }

    static Aws aws(String run) {
        return new Aws(new AwsConfig("", "", "", "", "", false), run);
    }

    /** Does something with a restore, in a run of its own. */
    <T> T in(String run, Sleeper sleeper, Work<T> work) {
        try (Aws aws = aws(run);
                RdsRestore restore = RdsRestore.open(
                        aws,
                        context(run, sleeper),
                        new RdsTarget("orders", ""),
                        postgres(),
                        getClass().getClassLoader())) {
            return work.on(restore);
        }
    }

    /** A restore that dies at a call of AWS; whether it came so far. */
    boolean diesAt(String run, int call, boolean afterwards) {
        try (Aws aws = aws(run);
                RdsClient client = RdsClient.builder()
                        .endpointOverride(simulator.endpoint())
                        .region(Region.of(SimulatedAccount.REGION))
                        .credentialsProvider(StaticCredentialsProvider.create(simulator.credentials()))
                        .overrideConfiguration(
                                overrides -> overrides.addExecutionInterceptor(new Killer(call, afterwards)))
                        .build();
                RdsRestore restore = RdsRestore.open(
                        aws,
                        client,
                        context(run, clock),
                        new RdsTarget("orders", ""),
                        postgres(),
                        getClass().getClassLoader())) {
            RestorePlan plan = restore.plan();
            if (!plan.isDone()) {
                restore.carryOut(plan);
            }
            return false;
        } catch (Killer.Killed e) {
            return true;
        }
    }

    RestorePlan plan() {
        return in(RUN, clock, RdsRestore::plan);
    }

    Aftermath restore(String run) {
        return in(run, clock, restore -> restore.carryOut(restore.plan()));
    }

    /** Restores, unless nothing is left to do. */
    void finish(String run) {
        in(run, clock, restore -> {
            RestorePlan plan = restore.plan();
            if (!plan.isDone()) {
                restore.carryOut(plan);
            }
            return plan;
        });
    }

    Aftermath restore() {
        return restore(RUN);
    }

    OrdermigException failure(ThrowingCallable call) {
        OrdermigException e = catchThrowableOfType(OrdermigException.class, call);
        assertThat(e).as("a problem").isNotNull();
        return e;
    }

    Duration outage() {
        return events.of(RunEvent.RestoreFinished.class).get(0).outage();
    }

    Instant now() {
        return clock.instant();
    }

    interface Work<T> {
        T on(RdsRestore restore);
    }
}
