package io.ordermig.restore.copy;

import io.ordermig.config.PostgresConfig;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvents;
import io.ordermig.event.RunListener;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.SnapshotContext;
import io.ordermig.snapshot.copy.Copies;
import io.ordermig.testing.RecordedEvents;
import io.ordermig.testing.RecordedSleeper;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import io.ordermig.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restores of a test database from its copies, each call a run of its own. */
final class Restores {

    /** For restores that are to stop: they need not wait for others to go. */
    static final Sleeper NO_WAIT = new RecordedSleeper(() -> {});

    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private RecordedEvents events = new RecordedEvents();
    private RunListener listener = new RunListener() {};
    private Sleeper sleeper = Sleeper.SYSTEM;
    private String run = "20260301T110000Z-4711";

    Restores(TestDatabase database) {
        this(database.name(), database.url());
    }

    Restores(String name, String url) {
        this.name = name;
        with("url", url).as(TestPostgres.server().user(), TestPostgres.server().password());
        with("locations", "filesystem:nowhere").with("snapshotPollInterval", "100ms");
    }

    Restores with(String parameter, String value) {
        settings.put(parameter, value);
        return this;
    }

    Restores from(String point) {
        return with("snapshotId", point);
    }

    Restores as(String user, String password) {
        return with("user", user).with("password", password);
    }

    Restores run(String id) {
        this.run = id;
        return this;
    }

    Restores sleeper(Sleeper other) {
        this.sleeper = other;
        return this;
    }

    Restores listener(RunListener other) {
        this.listener = other;
        return this;
    }

    /** Those of the last restore. */
    RecordedEvents events() {
        return events;
    }

    CopyRestore open() {
        events = new RecordedEvents();
        Settings read = Settings.of(settings);
        PostgresConfig postgres = PostgresConfig.from(read);
        SnapshotConfig snapshots = SnapshotConfig.from(read);
        RestoreConfig restore = RestoreConfig.from(read);
        read.check();
        Clock clock = Clock.systemUTC();
        SnapshotContext context = new SnapshotContext(
                run,
                "staging",
                snapshots,
                Path.of("target"),
                clock,
                sleeper,
                new RunEvents(clock, List.of(events, listener)));
        return CopyRestore.open(postgres, getClass().getClassLoader(), new RestoreContext(context, restore), name);
    }

    RestorePlan plan() {
        try (CopyRestore restore = open()) {
            return restore.plan();
        }
    }

    Aftermath carryOut() {
        try (CopyRestore restore = open()) {
            return restore.carryOut(restore.plan());
        }
    }

    List<Problem> problems() {
        return failure().problems();
    }

    Problem problem() {
        return failure().problem();
    }

    OrdermigException failure() {
        return Runs.failureOf(this::carryOut);
    }

    /** Makes a history with that version in it. */
    static void history(TestDatabase database, String version) {
        database.execute(
                "CREATE TABLE flyway_schema_history"
                        + " (version text, success boolean, installed_on timestamp, execution_time int)",
                "INSERT INTO flyway_schema_history VALUES ('" + version + "', true, localtimestamp, 1)");
    }

    /** What the server keeps about a database outside of it. */
    static List<String> outside(String name) {
        List<String> all = new ArrayList<>();
        String where = " WHERE d.datname = '" + name.replace("'", "''") + "'";
        all.addAll(Copies.OUTSIDE.rows("SELECT datdba::regrole, encoding, datcollate, datctype, dattablespace,"
                + " datallowconn, datconnlimit, datistemplate, shobj_description(d.oid, 'pg_database')"
                + " FROM pg_database d" + where));
        all.addAll(Copies.OUTSIDE.rows("SELECT a.grantor::regrole, a.grantee::regrole, privilege_type, is_grantable"
                + " FROM pg_database d, aclexplode(datacl) a" + where + " ORDER BY 1, 2, 3"));
        all.addAll(Copies.OUTSIDE.rows("SELECT setrole::regrole, unnest(setconfig) FROM pg_db_role_setting"
                + " JOIN pg_database d ON d.oid = setdatabase" + where + " ORDER BY 1, 2"));
        return all;
    }

    /** What is in a database: every row of every table, and what describes them. */
    static List<String> inside(TestDatabase database) {
        List<String> all = new ArrayList<>();
        List<String> tables = database.rows("SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n"
                + " ON n.oid = relnamespace WHERE relkind IN ('r', 'm') AND nspname !~ '^pg_toast'"
                + " AND (nspname NOT IN ('pg_catalog', 'information_schema')"
                + " OR relname IN ('pg_proc', 'pg_constraint', 'pg_attrdef', 'pg_trigger', 'pg_default_acl',"
                + " 'pg_namespace', 'pg_extension', 'pg_policy', 'pg_description', 'pg_largeobject', 'pg_type',"
                + " 'pg_attribute', 'pg_index', 'pg_enum', 'pg_rewrite')) ORDER BY 1");
        for (String table : tables) {
            database.rows("SELECT t::text FROM " + table + " t ORDER BY 1").forEach(row -> all.add(table + row));
        }
        all.addAll(database.rows("SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2"));
        all.addAll(
                database.rows("SELECT oid, relname, relnamespace, relowner, relacl, relkind, reloptions, relhastriggers"
                        + " FROM pg_class ORDER BY 1"));
        return all;
    }
}
