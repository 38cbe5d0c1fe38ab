package io.ordermig.snapshot.copy;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.postgres.HistoryState;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.SnapshotContext;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copies of a test database; drops them at the end, and the databases and roles that the test made. */
public final class Copies implements AutoCloseable {

    /** Outside of the database that is copied. */
    public static final TestDatabase OUTSIDE = new TestDatabase(
            TestPostgres.server().url("postgres"),
            "postgres",
            TestPostgres.server().user(),
            TestPostgres.server().password());

    private final String name;
    private final String url;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final RecordedEvents events = new RecordedEvents();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private RunListener listener = new RunListener() {};
    private Sleeper sleeper = Sleeper.SYSTEM;
    private String run = "20260301T101500Z-7f3a";

    /** Those of a database. */
    public Copies(TestDatabase database) {
        this(database.name(), database.url());
    }

    /** Those of a database of that name. */
    public Copies(String name, String url) {
        this.name = name;
        this.url = url;
        as(TestPostgres.server().user(), TestPostgres.server().password());
        with("snapshotPollInterval", "100ms");
        with("snapshotTimeout", "1m");
    }

    /** Sets a parameter. */
    public Copies with(String parameter, String value) {
        settings.put(parameter, value);
        return this;
    }

    /** Sets the role. */
    public Copies as(String user, String password) {
        return with("user", user).with("password", password);
    }

    /** Sets the id of the run. */
    public Copies run(String id) {
        this.run = id;
        return this;
    }

    /** Sets who waits. */
    public Copies sleeper(Sleeper other) {
        this.sleeper = other;
        return this;
    }

    /** Who hears the events, too. */
    public Copies listener(RunListener other) {
        this.listener = other;
        return this;
    }

    /** A property of the driver. */
    Copies property(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** What was told. */
    public RecordedEvents events() {
        return events;
    }

    /** The copies themselves. */
    public DatabaseCopies copies() {
        Settings read = Settings.of(settings).put("url", url).putAll("jdbcProperties", properties);
        ConnectionConfig connection = ConnectionConfig.from(read);
        SnapshotConfig config = SnapshotConfig.from(read);
        read.check();
        Clock clock = Clock.systemUTC();
        return DatabaseCopies.open(
                connection,
                Copies.class.getClassLoader(),
                new SnapshotContext(
                        run,
                        "staging",
                        config,
                        Path.of("target"),
                        clock,
                        sleeper,
                        new RunEvents(clock, List.of(events, listener))),
                name);
    }

    /** Takes one. */
    public RestorePoint take() {
        return copies().take(Optional.empty());
    }

    /** Takes one of a database that is at that version. */
    public RestorePoint take(String version, Duration sinceLastChange) {
        return copies().take(Optional.of(new HistoryState(name, version, Optional.of(sinceLastChange))));
    }

    OrdermigException failure() {
        try {
            take();
        } catch (OrdermigException e) {
            return e;
        }
        throw new AssertionError("the copy was expected to fail");
    }

    /** A session of a role of the tests on any database. */
    public static Connection connect(String database, String user, String application) throws SQLException {
        return DriverManager.getConnection(
                TestPostgres.server().url(database) + "?ApplicationName=" + application,
                user,
                TestPostgres.server().password());
    }

    /** Opens a copy for looking into it, as a restore would. */
    static TestDatabase opened(RestorePoint copy) {
        OUTSIDE.execute(
                "ALTER DATABASE " + Quoted.identifier(copy.id()) + " ALLOW_CONNECTIONS true CONNECTION LIMIT -1");
        return new TestDatabase(
                TestPostgres.server().url(copy.id()),
                copy.id(),
                TestPostgres.server().user(),
                TestPostgres.server().password());
    }

    /** How the name of a database is found in the catalog. */
    public static String attributes(String database) {
        return OUTSIDE.value("SELECT datallowconn || ',' || datconnlimit || ',' || datistemplate FROM pg_database"
                + " WHERE datname = " + Quoted.literal(database));
    }

    /** A role that may log in with the password of the server's superuser. */
    public static void role(String role, String attributes) {
        OUTSIDE.execute("CREATE ROLE " + role + " LOGIN " + attributes + " PASSWORD '"
                + TestPostgres.server().password() + "'");
    }

    @Override
    public void close() {
        for (String copy : OUTSIDE.rows("SELECT datname FROM pg_database"
                + " WHERE datname LIKE 'pre-migration-%' OR datname ~ '-old-[0-9]{14}$'")) {
            OUTSIDE.execute("ALTER DATABASE " + Quoted.identifier(copy) + " IS_TEMPLATE false");
            OUTSIDE.execute("DROP DATABASE " + Quoted.identifier(copy) + " WITH (FORCE)");
        }
    }
}
