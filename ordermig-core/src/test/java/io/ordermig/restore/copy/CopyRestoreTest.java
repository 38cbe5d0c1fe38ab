package io.ordermig.restore.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.config.PruneConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent.RestoreFinished;
import io.ordermig.event.RunEvent.RestoreStepFinished;
import io.ordermig.event.RunEvent.RestoreStepStarted;
import io.ordermig.event.RunEvent.RestoreVerified;
import io.ordermig.event.RunEvent.Warned;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.Retention;
import io.ordermig.snapshot.copy.Copies;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a database is after it was taken back to a copy, and what becomes of what it was before. */
@ExtendWith(PostgresExtension.class)
class CopyRestoreTest {

    private TestDatabase database;
    private Copies copies;
    private Restores restores;

    @BeforeEach
    void open(TestDatabase given) {
        database = given;
        copies = new Copies(given);
        restores = new Restores(given);
        given.execute("CREATE TABLE orders (id int PRIMARY KEY, note text)", "INSERT INTO orders VALUES (1, 'one')");
    }

    @AfterEach
    void close() {
        copies.close();
    }

    private List<String> notes() {
        return database.rows("SELECT note FROM orders ORDER BY id");
    }

    @Test
    void bringsBackEveryRowAndEverythingThatTheServerKeepsBesides() {
        Copies.role("restores_reader", "");
        String name = database.name();
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.lines (id serial PRIMARY KEY, order_id int REFERENCES orders, qty int CHECK (qty > 0))",
                "INSERT INTO app.lines (order_id, qty) SELECT 1, i FROM generate_series(1, 500) i",
                "CREATE VIEW totals AS SELECT order_id, sum(qty) FROM app.lines GROUP BY 1",
                "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2'",
                "GRANT SELECT ON orders TO restores_reader",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO restores_reader",
                "SELECT lo_from_bytea(4711, 'large')",
                "ALTER DATABASE " + name + " SET search_path TO app, public",
                "ALTER ROLE restores_reader IN DATABASE " + name + " SET statement_timeout TO '7s'",
                "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + name + " TO restores_reader",
                "ALTER DATABASE " + name + " CONNECTION LIMIT 42",
                "COMMENT ON DATABASE " + name + " IS 'The orders.\nMind ''them''.'");
        try {
            List<String> inside = Restores.inside(database);
            List<String> outside = Restores.outside(name);
            copies.take();
            database.execute(
                    "DROP VIEW totals",
                    "DELETE FROM app.lines WHERE id > 100",
                    "ALTER TABLE orders DROP COLUMN note",
                    "DROP FUNCTION twice",
                    "SELECT lo_unlink(4711)",
                    "GRANT CONNECT ON DATABASE " + name + " TO PUBLIC",
                    "ALTER DATABASE " + name + " RESET search_path",
                    "ALTER ROLE restores_reader IN DATABASE " + name + " SET statement_timeout TO '9s'",
                    "ALTER DATABASE " + name + " CONNECTION LIMIT 7",
                    "COMMENT ON DATABASE " + name + " IS 'broken'");
            assertThat(Restores.outside(name)).isNotEqualTo(outside);

            restores.carryOut();

            assertThat(Restores.outside(name)).isEqualTo(outside);
            assertThat(Restores.inside(database)).isEqualTo(inside).anyMatch(row -> row.contains("one"));
            assertThat(restores.events().of(Warned.class)).isEmpty();
        } finally {
            copies.close();
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("DROP ROLE restores_reader");
        }
    }

    @Test
    void saysWhatItIsGoingToDoAndChangesNothing() {
        RestorePoint point = copies.take("7", Duration.ofHours(1));
        List<String> before = Restores.outside(database.name());

        RestorePlan plan = restores.plan();

        assertThat(plan.source()).isEqualTo(database.name());
        assertThat(plan.noun()).isEqualTo("database");
        assertThat(plan.strategy()).isEqualTo(RestorePlan.Strategy.RENAME);
        assertThat(plan.origin().point()).contains(point);
        assertThat(plan.origin().time()).isEqualTo(point.started());
        assertThat(plan.origin().schemaVersion()).isEqualTo("7");
        assertThat(plan.steps()).hasSize(2).noneMatch(RestorePlan.Step::done);
        assertThat(plan.steps().get(0).title())
                .matches("Rename " + database.name() + " to " + database.name() + "-old-\\d{14} and " + point.id()
                        + " to " + database.name() + ", in one transaction");
        assertThat(plan.outage().most()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(plan.notices())
                .anyMatch(notice -> notice.startsWith("What was written to " + database.name() + " since "
                        + point.started() + " is lost to the service. It is kept in " + database.name() + "-old-"));
        assertThat(Restores.outside(database.name())).isEqualTo(before);
        assertThat(copies.copies().list()).extracting(ListedPoint::point).containsExactly(point);
    }

    @Test
    void tellsOfItsStepsItsQuestionsAndItsEnd() {
        copies.take();

        Aftermath aftermath =
                restores.with("verifySql", "SELECT count(*) = 1 FROM orders").carryOut();

        assertThat(restores.events().of(RestoreStepStarted.class))
                .extracting(RestoreStepStarted::number)
                .containsExactly(1, 2);
        assertThat(restores.events().of(RestoreStepFinished.class))
                .extracting(RestoreStepFinished::number, RestoreStepFinished::alreadySo)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, false), org.assertj.core.groups.Tuple.tuple(2, false));
        assertThat(restores.events().of(RestoreVerified.class))
                .allMatch(RestoreVerified::passed)
                .extracting(RestoreVerified::question)
                .contains("a connection as postgres", "the schema history", "SELECT count(*) = 1 FROM orders");
        RestoreFinished finished = restores.events().of(RestoreFinished.class).get(0);
        assertThat(finished.aftermath()).isEqualTo(aftermath);
        assertThat(finished.outage()).isPositive().isLessThanOrEqualTo(finished.took());
        assertThat(aftermath.kept()).matches(database.name() + "-old-\\d{14}");
        assertThat(aftermath.items())
                .flatExtracting(Aftermath.Item::commands)
                .contains("ANALYZE;", "DROP DATABASE \"" + aftermath.kept() + "\";");
        assertThat(Copies.attributes(aftermath.kept())).isEqualTo("false,0,false");
    }

    @Test
    void changesNothingWhenItIsDoneAlready() {
        RestorePoint older = copies.take();
        Restores.history(database, "7");
        RestorePoint point = copies.with("snapshotAdoptWithin", "0").take("7", Duration.ofHours(1));
        Aftermath first = restores.carryOut();
        database.execute("UPDATE orders SET note = 'since'");

        RestorePlan again = restores.plan();

        assertThat(again.isDone()).isTrue();
        assertThat(again.origin().point()).contains(point);
        assertThat(again.origin().schemaVersion()).isEqualTo("7");
        assertThat(again.notices())
                .singleElement()
                .satisfies(
                        notice -> assertThat(notice).contains(point.id() + " became " + database.name(), first.kept()));
        assertThat(restores.from(point.id()).plan().isDone()).isTrue();
        assertThat(restores.open().point().state()).isEqualTo("restored");
        assertThat(restores.carryOut())
                .satisfies(same -> assertThat(same.kept()).isEqualTo(first.kept()));
        assertThat(notes()).containsExactly("since");
        assertThat(copies.copies().list())
                .extracting(listed -> listed.point().id())
                .containsExactly(first.kept(), older.id());
    }

    @Test
    void saysThatACopyIsUsedUpWhenItIsToBeRestoredOnceMore() {
        RestorePoint older = copies.take();
        RestorePoint point = copies.take();
        Aftermath first = restores.carryOut();

        Problem problem = restores.with("restoreAgain", "true").problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.POINT_NOT_USABLE);
        assertThat(problem.text(Vocabulary.NEUTRAL))
                .contains(point.id() + " is used up")
                .contains("Set snapshotId to " + older.id())
                .contains("Set snapshotId to " + first.kept());
        restores.from(older.id()).carryOut();
        assertThat(copies.copies().list())
                .hasSize(2)
                .allMatch(listed -> listed.state().equals("put aside"));
    }

    @Test
    void takesACopyThatWasMadeSince() {
        copies.take();
        restores.carryOut();
        RestorePoint since = copies.take();

        assertThat(restores.plan().origin().point()).contains(since);
        assertThat(restores.plan().isDone()).isFalse();
    }

    @Test
    void goesForwardAgainToWhatWasPutAsideAndBack() {
        database.execute(
                "ALTER DATABASE " + database.name() + " CONNECTION LIMIT 42",
                "COMMENT ON DATABASE " + database.name() + " IS 'first'");
        RestorePoint point = copies.take();
        database.execute(
                "INSERT INTO orders VALUES (2, 'two')", "COMMENT ON DATABASE " + database.name() + " IS 'second'");
        List<String> newer = Restores.inside(database);
        List<String> outside = Restores.outside(database.name());
        String first = restores.carryOut().kept();
        assertThat(notes()).containsExactly("one");

        String second = restores.from(first).carryOut().kept();

        assertThat(notes()).containsExactly("one", "two");
        assertThat(Restores.inside(database)).isEqualTo(newer);
        assertThat(Restores.outside(database.name())).isEqualTo(outside);
        assertThat(restores.plan().isDone()).isTrue();
        assertThat(second).isNotEqualTo(first);

        restores.from(second).carryOut();
        assertThat(notes()).containsExactly("one");
        assertThat(copies.copies().list()).hasSize(1);
        assertThat(restores.from(point.id()).problem().code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
    }

    @Test
    void listsWhatWasPutAsideAndPrunesItLikeACopy() {
        RestorePoint older = copies.take();
        copies.take();
        database.execute("ALTER DATABASE " + database.name() + " IS_TEMPLATE true");
        String kept = restores.carryOut().kept();
        database.execute("ALTER DATABASE " + database.name() + " IS_TEMPLATE false");

        List<ListedPoint> list = copies.copies().list();

        assertThat(list).extracting(listed -> listed.point().id()).containsExactly(kept, older.id());
        ListedPoint old = list.get(0);
        assertThat(old.state()).isEqualTo("put aside");
        assertThat(old.usable()).isTrue();
        assertThat(old.bytes()).isGreaterThan(5_000_000);
        assertThat(old.environment()).isEqualTo("staging");
        assertThat(old.point().source()).isEqualTo(database.name());
        assertThat(Retention.removable(list, new PruneConfig(1, Duration.ZERO, ""), Instant.now()))
                .extracting(ListedPoint::point)
                .containsExactly(older);
        copies.copies().remove(old);
        assertThat(copies.copies().list()).extracting(ListedPoint::point).containsExactly(older);
        assertThat(notes()).containsExactly("one");
    }

    @Test
    void takesWhatWasPutAsideOnlyWhenItIsNamed() {
        copies.take();
        String kept = restores.carryOut().kept();
        TestPostgres.drop(database);
        Copies.OUTSIDE.execute("CREATE DATABASE " + database.name());

        Problem none = restores.problem();

        assertThat(none.code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
        assertThat(none.text(Vocabulary.NEUTRAL)).contains("Set snapshotId to " + kept);
        restores.from(kept).carryOut();
        assertThat(notes()).containsExactly("one");
    }

    @Test
    void bringsBackADatabaseThatIsGone() {
        Copies.role("restores_owner", "CREATEDB");
        restores.as("restores_owner", database.password());
        String name = database.name();
        Copies.OUTSIDE.execute(
                "ALTER DATABASE " + name + " OWNER TO restores_owner",
                "ALTER DATABASE " + name + " CONNECTION LIMIT 42",
                "ALTER DATABASE " + name + " SET work_mem TO '7MB'",
                "COMMENT ON DATABASE " + name + " IS 'mine'");
        List<String> outside = Restores.outside(name);
        List<String> inside = Restores.inside(database);
        RestorePoint older = copies.take();
        RestorePoint point = copies.take();
        TestPostgres.drop(database);
        try {
            RestorePlan plan = restores.plan();
            assertThat(plan.steps().get(0).title()).isEqualTo("Rename " + point.id() + " to " + name);
            assertThat(plan.notices()).anyMatch(notice -> notice.startsWith("There is no database " + name));

            Aftermath aftermath = restores.carryOut();

            assertThat(aftermath.kept()).isEmpty();
            assertThat(Restores.inside(database)).isEqualTo(inside);
            assertThat(Restores.outside(name)).hasSize(outside.size()).containsAll(outside.subList(1, outside.size()));
            assertThat(Restores.outside(name).get(0))
                    .startsWith(outside.get(0).replaceFirst("mine$", "ordermig restore point "))
                    .endsWith("\nmine");
            RestorePlan again = restores.plan();
            assertThat(again.isDone())
                    .as("an older copy is there, and not taken")
                    .isTrue();
            assertThat(again.origin().point()).contains(point);
            assertThat(copies.copies().list()).extracting(ListedPoint::point).containsExactly(older);
            RestorePoint since = copies.take();
            assertThat(restores.plan().origin().point()).contains(since);
            restores.carryOut();
            assertThat(Restores.outside(name)).as("without the mark").isEqualTo(outside);
        } finally {
            copies.close();
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("DROP ROLE restores_owner");
        }
    }

    @Test
    void givesACopyWithoutAMarkWhatTheDatabaseHas() {
        String name = database.name();
        Copies.OUTSIDE.execute(
                "ALTER DATABASE " + name + " CONNECTION LIMIT 42",
                "ALTER DATABASE " + name + " SET work_mem TO '7MB'",
                "REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC",
                "COMMENT ON DATABASE " + name + " IS 'mine'");
        List<String> outside = Restores.outside(name);
        Copies.OUTSIDE.execute("CREATE DATABASE \"pre-migration-" + name + "-20260301101500\" TEMPLATE " + name
                + " ALLOW_CONNECTIONS false CONNECTION LIMIT 0");

        assertThat(restores.plan().notices())
                .anyMatch(notice -> notice.contains("It takes privileges, settings, limit and comment"));
        restores.carryOut();

        assertThat(Restores.outside(name)).isEqualTo(outside);
        assertThat(restores.plan().isDone()).isTrue();
    }
}
