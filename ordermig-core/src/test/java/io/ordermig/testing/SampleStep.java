package io.ordermig.testing;

import io.ordermig.event.Inverse;
import io.ordermig.event.MigrationRef;
import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.RestoreEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A goal of a report, as a test wants it. */
public final class SampleStep {

    /** When the goal began. */
    public static final Instant STARTED = Instant.parse("2040-03-01T02:00:00Z");
    /** A restore point of it. */
    public static final RestorePoint POINT =
            new RestorePoint(RestorePoint.Kind.DB_SNAPSHOT, "pre-migration-orders-20400301020000", "orders", STARTED);
    /** Where its manifest is. */
    public static final String MANIFEST = "/build/target/ordermig/" + POINT.id() + ".json";
    /** Spells as Maven users type. */
    public static final Vocabulary MAVEN = new Vocabulary() {
        @Override
        public String goal(String goal, Map<String, String> parameters) {
            StringBuilder line = new StringBuilder("mvn ordermig:" + goal + " -P env=staging");
            parameters.forEach((name, value) -> line.append(" -Dordermig." + name + "=" + value));
            return line.toString();
        }

        @Override
        public String parameter(String name) {
            return "<" + name + "> (-Dordermig." + name + ")";
        }

        @Override
        public String setting(String name, String value) {
            return "-Dordermig." + name + "=" + value;
        }
    };

    private final String goal;
    private final Outcome outcome;
    private final List<MigrationReport.Migration> migrations = new ArrayList<>();
    private final List<MigrationReport.RestorePointEntry> points = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private String project = "com.example:order-service:1.4.0";
    private MigrationReport.Store store = new MigrationReport.Store(
            "postgresql", "jdbc:postgresql://db.example.com:5432/orders", "PostgreSQL 18.6", "orders", "migrator");
    private String before = "20240116100000";
    private String after = "20240116100000";
    private int pending;
    private RestoreEntry restore;

    public SampleStep(String goal, Outcome outcome) {
        this.goal = goal;
        this.outcome = outcome;
    }

    public SampleStep project(String coordinates) {
        project = coordinates;
        return this;
    }

    public SampleStep database(String database) {
        store = new MigrationReport.Store("postgresql", store.address(), store.product(), database, "migrator");
        return this;
    }

    /** It works on DynamoDB. */
    public SampleStep dynamo() {
        store = new MigrationReport.Store(
                "dynamodb", "dynamodb.eu-central-1.amazonaws.com", "DynamoDB", "eu-central-1", "");
        return this;
    }

    /** It did not get to the store. */
    public SampleStep withoutStore() {
        store = null;
        before = null;
        after = null;
        return this;
    }

    public SampleStep pending(int count) {
        pending = count;
        return this;
    }

    public SampleStep left(String version) {
        after = version;
        return this;
    }

    public SampleStep migration(String version, String description, MigrationReport.State state) {
        migrations.add(new MigrationReport.Migration(
                new MigrationRef(
                        store == null ? "postgresql" : store.name(), version, description, "file", "SQL", "", true),
                Inverse.PRESENT,
                state,
                STARTED,
                Duration.ofMillis(1_200),
                5,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
        return this;
    }

    /** Migrations 1, 2, … that are applied. */
    public SampleStep applied(int count) {
        for (int i = 1; i <= count; i++) {
            migration(String.valueOf(i), "change " + i, MigrationReport.State.APPLIED);
        }
        return this;
    }

    public SampleStep restorePoint(MigrationReport.PointState state) {
        points.add(new MigrationReport.RestorePointEntry(
                POINT,
                MigrationReport.PointOrigin.TAKEN,
                state,
                Duration.ofMinutes(4),
                0,
                state == MigrationReport.PointState.READY ? MANIFEST : ""));
        return this;
    }

    /** A backup of a DynamoDB table that is ready. */
    public SampleStep backup(RestorePoint point) {
        points.add(new MigrationReport.RestorePointEntry(
                point,
                MigrationReport.PointOrigin.TAKEN,
                MigrationReport.PointState.READY,
                Duration.ofSeconds(4),
                0,
                ""));
        return this;
    }

    /** A table was backed up. */
    public SampleStep tableBackup(String table, MigrationReport.PointState state) {
        points.add(new MigrationReport.RestorePointEntry(
                new RestorePoint(
                        RestorePoint.Kind.TABLE_BACKUP,
                        "arn:aws:dynamodb:eu-central-1:123456789012:table/" + table + "/backup/01",
                        table,
                        STARTED),
                MigrationReport.PointOrigin.TAKEN,
                state,
                Duration.ofSeconds(5),
                0,
                ""));
        return this;
    }

    /** What it took data back to. */
    public SampleStep restore(RestoreEntry entry) {
        restore = entry;
        return this;
    }

    public SampleStep found(String version) {
        before = version;
        return this;
    }

    public SampleStep warning(String text) {
        warnings.add(text);
        return this;
    }

    public SampleStep problem(Problem problem) {
        problems.add(problem);
        return this;
    }

    public MigrationReport.Step step() {
        return new MigrationReport.Step(
                new MigrationReport.Goal(goal, project, MAVEN),
                STARTED,
                outcome == null ? null : STARTED.plusSeconds(42),
                outcome,
                store,
                before,
                after,
                pending,
                points,
                migrations,
                restore,
                warnings,
                problems);
    }

    /** A run of this goal alone. */
    public MigrationReport report(String environment) {
        return report(environment, List.of());
    }

    /** A run of this goal, after others. */
    public MigrationReport report(String environment, List<SampleStep> others) {
        List<MigrationReport.Step> steps =
                new ArrayList<>(others.stream().map(SampleStep::step).toList());
        steps.add(step());
        return new MigrationReport("20400301T020000Z-7f3a", environment, project, List.of(), steps);
    }
}
