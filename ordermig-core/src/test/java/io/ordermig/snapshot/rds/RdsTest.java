package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.aws.Aws;
import io.ordermig.config.AwsConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvents;
import io.ordermig.postgres.HistoryState;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.SnapshotContext;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.AwsSimulatorExtension;
import io.ordermig.testing.aws.SimulatedClock;
import io.ordermig.testing.aws.rds.SimulatedRds;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of RDS's restore points share: a simulated account with an instance, and a way to it. */
@ExtendWith(AwsSimulatorExtension.class)
abstract class RdsTest {

    static final String RUN = "20400301T020000Z-1a2b3c";

    final AwsSimulator simulator;
    final SimulatedRds rds;
    final SimulatedClock clock;
    final RecordedEvents events = new RecordedEvents();
    final Map<String, String> settings = new LinkedHashMap<>();

    @TempDir
    Path folder;

    private final Map<String, Optional<String>> before = new LinkedHashMap<>();

    RdsTest(AwsSimulator simulator) {
        this.simulator = simulator;
        this.rds = simulator.rds();
        this.clock = simulator.clock();
        simulator.systemProperties().forEach((name, value) -> {
            before.put(name, Optional.ofNullable(System.getProperty(name)));
            System.setProperty(name, value);
        });
        settings.put("snapshotPollInterval", "15s");
    }

    @AfterEach
    void restoreSystemProperties() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name)));
    }

    Path manifests() {
        return folder.resolve("ordermig");
    }

    SnapshotContext context(String run, Sleeper sleeper) {
        Settings given = new Settings();
        settings.forEach(given::put);
        return new SnapshotContext(
                run,
                "staging",
                SnapshotConfig.from(given),
                manifests(),
                clock,
                sleeper,
                new RunEvents(clock, List.of(events)));
    }

    /** Does something with the restore points of an instance, in a run of its own. */
    <T> T in(String run, String identifier, String host, Sleeper sleeper, Work<T> work) {
        try (Aws aws = new Aws(new AwsConfig("", "", "", "", "", false), run);
                RdsRestorePoints points =
                        RdsRestorePoints.open(aws, context(run, sleeper), new RdsTarget(identifier, host))) {
            return work.on(points);
        }
    }

    <T> T in(String identifier, Work<T> work) {
        return in(RUN, identifier, "", clock, work);
    }

    RestorePoint take(String identifier) {
        return in(identifier, points -> points.take(Optional.empty()));
    }

    RestorePoint take(String identifier, HistoryState state) {
        return in(identifier, points -> points.take(Optional.of(state)));
    }

    /** A database whose last migration ended so long ago. */
    static HistoryState changedBefore(Duration duration) {
        return new HistoryState("orders", "20400201120000", Optional.of(duration));
    }

    static OrdermigException problemOf(ThrowingCallable call) {
        OrdermigException e = catchThrowableOfType(OrdermigException.class, call);
        org.assertj.core.api.Assertions.assertThat(e).as("a problem").isNotNull();
        return e;
    }

    interface Work<T> {
        T on(RdsRestorePoints points);
    }
}
