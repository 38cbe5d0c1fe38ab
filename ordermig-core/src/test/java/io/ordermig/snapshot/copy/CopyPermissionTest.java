package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent.Warned;
import io.ordermig.postgres.PostgresProblem;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may copy which database, and on which servers. */
@ExtendWith(PostgresExtension.class)
class CopyPermissionTest {

    private TestDatabase database;

    @BeforeEach
    void roles(TestDatabase lent) {
        database = lent;
        Copies.role("copies_member", "CREATEDB");
        Copies.OUTSIDE.execute("CREATE ROLE copies_group");
    }

    @AfterEach
    void drop() {
        new Copies(database).close();
        TestPostgres.drop(database);
        Copies.OUTSIDE.execute("DROP ROLE copies_member", "DROP ROLE copies_group");
    }

    private Copies copies() {
        return new Copies(database).as("copies_member", database.password());
    }

    @Test
    void namesTheRightToCreateDatabases() {
        Copies.OUTSIDE.execute("ALTER ROLE copies_member NOCREATEDB");

        Problem problem = copies().failure().problem();

        assertThat(problem.code()).isEqualTo(SnapshotProblem.NOT_PERMITTED);
        assertThat(problem.text(Vocabulary.NEUTRAL)).contains("ALTER ROLE \"copies_member\" CREATEDB;");
        Copies.OUTSIDE.execute("ALTER DATABASE " + database.name() + " OWNER TO copies_member");
        Copies.OUTSIDE.execute("ALTER ROLE \"copies_member\" CREATEDB;");
        assertThat(copies().take().source()).isEqualTo(database.name());
    }

    @Test
    void namesTheOwnerOfADatabaseThatIsSomebodyElses() {
        Copies.OUTSIDE.execute("ALTER DATABASE " + database.name() + " OWNER TO copies_group");

        Problem problem = copies().failure().problem();

        assertThat(problem.code()).isEqualTo(SnapshotProblem.NOT_PERMITTED);
        assertThat(problem.text(Vocabulary.NEUTRAL))
                .contains("It belongs to copies_group.")
                .contains("GRANT \"copies_group\" TO \"copies_member\";")
                .contains("ALTER DATABASE \"" + database.name() + "\" OWNER TO \"copies_member\";");
        Copies.OUTSIDE.execute("GRANT \"copies_group\" TO \"copies_member\";");
        assertThat(owner(copies().take())).isEqualTo("copies_group");
    }

    private static String owner(RestorePoint point) {
        return Copies.OUTSIDE.value(
                "SELECT datdba::regrole FROM pg_database WHERE datname = " + Quoted.literal(point.id()));
    }

    @Test
    void copiesATemplateOfSomebodyElseAndSaysWhatItMayNotGiveIt() {
        Copies.OUTSIDE.execute(
                "ALTER DATABASE " + database.name() + " IS_TEMPLATE true",
                "ALTER DATABASE " + database.name() + " SET log_statement TO 'all'",
                "ALTER DATABASE " + database.name() + " SET work_mem TO '7MB'");
        Copies copies = copies();

        RestorePoint point = copies.take();

        assertThat(owner(point)).isEqualTo("copies_member");
        assertThat(Copies.attributes(point.id())).isEqualTo("false,0,false");
        assertThat(Copies.OUTSIDE.rows("SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d"
                        + " ON d.oid = setdatabase WHERE datname = " + Quoted.literal(point.id())))
                .containsExactly("work_mem=7MB");
        assertThat(copies.events().of(Warned.class))
                .singleElement()
                .satisfies(warned -> assertThat(warned.text())
                        .contains("lacks what role copies_member may not give it: the setting log_statement."));
        Copies.OUTSIDE.execute("ALTER DATABASE " + database.name() + " IS_TEMPLATE false");
    }

    @Test
    void copiesADatabaseWhoseSizeItMayNotKnow() {
        Copies.OUTSIDE.execute(
                "ALTER DATABASE " + database.name() + " OWNER TO copies_member",
                "REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC, copies_member");

        RestorePoint point = copies().take();

        assertThat(copies().copies().list()).singleElement().satisfies(listed -> {
            assertThat(listed.point()).isEqualTo(point);
            assertThat(listed.bytes()).isZero();
        });
    }

    @Test
    void copiesNothingOnAServerOfRds() {
        Copies.OUTSIDE.execute("CREATE ROLE rds_superuser");
        try {
            assertRefused(new Copies(database));
        } finally {
            Copies.OUTSIDE.execute("DROP ROLE rds_superuser");
        }
    }

    @Test
    void knowsAServerOfRdsByItsSettings() {
        assertRefused(new Copies(database).property("options", "-c rds.extensions=address_standardizer"));
    }

    private static void assertRefused(Copies copies) {
        OrdermigException failure = copies.with("onConnected", "terminate").failure();
        assertThat(failure.problem().code()).isEqualTo(SnapshotProblem.COPY_ON_RDS);
        assertThat(failure.problem().text(Vocabulary.NEUTRAL)).contains("Set dbInstanceId to <instance>");
        assertThat(Runs.failureOf(() -> copies.copies().list()).problem().code())
                .isEqualTo(SnapshotProblem.COPY_ON_RDS);
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        Problem problem = new Copies("no_such_database", TestPostgres.server().url("postgres"))
                .failure()
                .problem();

        assertThat(problem.code()).isEqualTo(PostgresProblem.DATABASE_MISSING);
    }
}
