package io.ordermig.restore.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.copy.Copies;
import io.ordermig.snapshot.copy.Quoted;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To which copy a database is taken back, and to which it cannot be. */
@ExtendWith(PostgresExtension.class)
class RestorePointChoiceTest {

    private TestDatabase database;
    private Copies copies;
    private Restores restores;

    @BeforeEach
    void open(TestDatabase given) {
        database = given;
        copies = new Copies(given);
        restores = new Restores(given);
    }

    @AfterEach
    void close() {
        copies.close();
    }

    @Test
    void takesTheNewestCopyUnlessOneIsNamed() {
        RestorePoint older = copies.take();
        RestorePoint newer = copies.take();

        assertThat(restores.open().point().point()).isEqualTo(newer);
        assertThat(restores.plan().origin().point()).contains(newer);
        ListedPoint named = restores.from(older.id()).open().point();
        assertThat(named.point()).isEqualTo(older);
        assertThat(named.state()).isEqualTo("available");
        assertThat(restores.plan().origin().point()).contains(older);
    }

    @Test
    void saysThatThereIsNoCopy() {
        Problem problem = restores.problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
        assertThat(Runs.failureOf(() -> restores.open().point()).problem().code())
                .isEqualTo(RestoreProblem.POINT_NOT_FOUND);
        assertThat(problem.changed()).isEqualTo("nothing");
    }

    @Test
    void namesTheNearestNameForOneThatIsNotThere() {
        RestorePoint point = copies.take();
        String wrong = point.id().substring(0, point.id().length() - 1);

        Problem problem = restores.from(wrong).problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
        assertThat(problem.details()).containsExactly("Did you mean " + point.id() + "?");
    }

    @Test
    void takesNothingThatIsHalfRemoved() {
        RestorePoint older = copies.take();
        RestorePoint point = copies.take();
        Copies.OUTSIDE.execute("SET allow_system_table_mods = on;"
                + "UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + point.id() + "'");

        Problem problem = restores.from(point.id()).problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.POINT_NOT_USABLE);
        assertThat(problem.text(Vocabulary.NEUTRAL)).contains("Set snapshotId to " + older.id());
        assertThat(restores.from("").plan().origin().point()).contains(older);
        copies.copies().remove(copies.copies().list().get(0));
    }

    @Test
    void takesNoCopyOfAnotherDatabase() {
        TestDatabase other = TestPostgres.create();
        try (Copies others = new Copies(other)) {
            RestorePoint point = others.take();

            Problem problem = restores.from(point.id()).problem();

            assertThat(problem.code()).isEqualTo(RestoreProblem.OTHER_SOURCE);
            assertThat(problem.what()).contains("of database " + other.name() + ", not of " + database.name());
        } finally {
            TestPostgres.drop(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALLOW_CONNECTIONS true", "CONNECTION LIMIT 5"})
    void takesNoCopyThatSomebodyHasOpened(String change) {
        RestorePoint point = copies.take();
        Copies.OUTSIDE.execute("ALTER DATABASE " + Quoted.identifier(point.id()) + " " + change);

        Problem problem = restores.from(point.id()).problem();

        assertThat(problem.code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
        assertThat(problem.what())
                .isEqualTo("Database " + point.id() + " is not a restore point of " + database.name() + ".");
        assertThat(restores.from(database.name()).problem().code()).isEqualTo(RestoreProblem.POINT_NOT_FOUND);
    }

    @Test
    void saysAllThatStandsInTheWayAtOnce() throws Exception {
        copies.take();
        try (var other = Copies.connect(database.name(), database.user(), "orders-service")) {
            assertThat(other.isValid(1)).isTrue();

            assertThat(restores.with("restoreTime", "latest")
                            .with("restoreStrategy", "replace")
                            .sleeper(Restores.NO_WAIT)
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(
                            RestoreProblem.WAY_NOT_OPEN, RestoreProblem.WAY_NOT_OPEN, RestoreProblem.CONNECTED);
        }
        assertThat(Runs.failureOf(() -> restores.open().point()).problems()).hasSize(2);
    }

    @Test
    void takesNothingBackOnAServerOfRds() {
        copies.take();
        Copies.OUTSIDE.execute("CREATE ROLE rds_superuser");
        try {
            Problem problem = restores.problem();

            assertThat(problem.code()).isEqualTo(RestoreProblem.WAY_NOT_OPEN);
            assertThat(problem.text(Vocabulary.NEUTRAL)).contains("Set dbInstanceId to <instance>");
        } finally {
            Copies.OUTSIDE.execute("DROP ROLE rds_superuser");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"quoted\" \\ ${x} ? -- %",
                "注文データベースの名前はとても長いです",
                "orders_of_a_service_with_a_name_that_is_as_long_as_it_may_be_63",
                "a-old-20260301101500",
                "pre-migration-a"
            })
    void takesBackADatabaseOfAnyName(String name) {
        Copies.OUTSIDE.execute("CREATE DATABASE " + Quoted.identifier(name));
        String url = TestPostgres.server()
                .url(java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        TestDatabase odd = new TestDatabase(url, name, database.user(), database.password());
        try (Copies own = new Copies(name, url)) {
            odd.execute("CREATE TABLE t AS SELECT 1 AS a");
            own.take();
            odd.execute("DROP TABLE t");

            String kept = new Restores(name, url).carryOut().kept();

            assertThat(odd.value("SELECT a FROM t")).isEqualTo("1");
            assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
            assertThat(kept).matches(".+-old-\\d{14}");
            assertThat(own.copies().list())
                    .extracting(listed -> listed.point().id())
                    .containsExactly(kept);
            new Restores(name, url).from(kept).carryOut();
            assertThat(odd.has("t")).isFalse();
        } finally {
            Copies.OUTSIDE.execute("DROP DATABASE IF EXISTS " + Quoted.identifier(name) + " WITH (FORCE)");
        }
    }
}
