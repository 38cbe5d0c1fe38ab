package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent.RestorePointReady;
import io.ordermig.event.RunEvent.RestorePointStarted;
import io.ordermig.event.RunEvent.Warned;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy holds, which copies are listed and removed, and when one serves again. */
@ExtendWith(PostgresExtension.class)
class DatabaseCopiesTest {

    @Test
    void copiesRowsSequencesExtensionsAndLargeObjects(TestDatabase database) {
        database.execute(
                "CREATE TABLE orders (id serial PRIMARY KEY, note text)",
                "INSERT INTO orders (note) SELECT 'n' || i FROM generate_series(1, 1000) i",
                "CREATE EXTENSION pgcrypto",
                "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2'",
                "SELECT lo_from_bytea(4711, 'large')",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take();
            database.execute("DELETE FROM orders", "SELECT lo_unlink(4711)", "DROP FUNCTION twice");

            assertThat(Copies.attributes(point.id())).isEqualTo("false,0,false");
            TestDatabase copy = Copies.opened(point);
            assertThat(copy.value("SELECT count(*) FROM orders")).isEqualTo("1000");
            assertThat(copy.value("SELECT nextval('orders_id_seq')")).isEqualTo("1001");
            assertThat(copy.value("SELECT convert_from(lo_get(4711), 'UTF8')")).isEqualTo("large");
            assertThat(copy.value("SELECT twice(21)")).isEqualTo("42");
            assertThat(copy.value("SELECT encode(digest('a', 'md5'), 'hex')")).startsWith("0cc175b9");
            assertThat(copy.value("SELECT count(*) FROM pg_default_acl")).isEqualTo("1");
        }
    }

    @Test
    void letsNobodyIntoACopy(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take();

            assertThatThrownBy(() -> Copies.connect(point.id(), database.user(), "curious"))
                    .hasMessageContaining("not currently accepting connections");
        }
    }

    @Test
    void carriesSettingsAndPrivilegesThatPostgresqlLeavesOut(TestDatabase database) {
        Copies.role("copies_reader", "");
        String name = database.name();
        database.execute(
                "ALTER DATABASE " + name + " SET search_path TO app, \"$user\", \"odd, \"\"name\", ''",
                "ALTER DATABASE " + name + " SET work_mem TO '7MB'",
                "ALTER DATABASE " + name + " SET app.\"tenant\" TO 'it''s \\ one'",
                "ALTER ROLE copies_reader IN DATABASE " + name + " SET statement_timeout TO '7s'",
                "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + name + " TO copies_reader WITH GRANT OPTION",
                "COMMENT ON DATABASE " + name + " IS 'The orders.\nMind them.'");
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take();

            String settings = "SELECT coalesce(r.rolname, '-'), unnest(setconfig) FROM pg_db_role_setting s"
                    + " JOIN pg_database d ON d.oid = setdatabase LEFT JOIN pg_roles r ON r.oid = setrole"
                    + " WHERE datname = '%s' ORDER BY 1, 2";
            assertThat(database.rows(settings.formatted(point.id())))
                    .isEqualTo(database.rows(settings.formatted(name)))
                    .hasSize(4);
            String acl = "SELECT grantee::regrole, privilege_type, is_grantable FROM pg_database,"
                    + " aclexplode(datacl) WHERE datname = '%s' ORDER BY 1, 2";
            assertThat(database.rows(acl.formatted(point.id())))
                    .isEqualTo(database.rows(acl.formatted(name)))
                    .contains("copies_reader|CONNECT|t")
                    .doesNotContain("-|CONNECT|f");
            assertThat(copies.events().of(Warned.class)).isEmpty();
            assertThat(mark(point).comment()).isEqualTo("The orders.\nMind them.");
        } finally {
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("DROP ROLE copies_reader");
        }
    }

    private static CopyMark mark(RestorePoint point) {
        return CopyMark.parse(Copies.OUTSIDE.value("SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                        + " WHERE datname = " + Quoted.literal(point.id())))
                .orElseThrow();
    }

    @Test
    void keepsTheOwnerOfTheSource(TestDatabase database) {
        Copies.role("copies_owner", "");
        Copies.OUTSIDE.execute("ALTER DATABASE " + database.name() + " OWNER TO copies_owner");
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take();

            assertThat(database.value("SELECT datdba::regrole FROM pg_database WHERE datname = '" + point.id() + "'"))
                    .isEqualTo("copies_owner");
        } finally {
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("DROP ROLE copies_owner");
        }
    }

    @Test
    void tellsOfItsStartItsEndAndItsSize(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take("7", Duration.ofHours(1));

            assertThat(point.kind()).isEqualTo(RestorePoint.Kind.DATABASE_COPY);
            assertThat(point.id()).matches("pre-migration-" + database.name() + "-\\d{14}");
            assertThat(point.source()).isEqualTo(database.name());
            RestorePointStarted started =
                    copies.events().of(RestorePointStarted.class).get(0);
            assertThat(started.point()).isEqualTo(point);
            assertThat(started.adopted()).isFalse();
            RestorePointReady ready =
                    copies.events().of(RestorePointReady.class).get(0);
            assertThat(ready.point()).isEqualTo(point);
            assertThat(ready.bytes()).isGreaterThan(5_000_000);
            assertThat(ready.manifest()).isEmpty();
        }
    }

    @Test
    void listsItsCopiesNewestFirst(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint first = copies.take("7", Duration.ofHours(1));
            RestorePoint second = copies.take();
            Copies.OUTSIDE.execute("CREATE DATABASE \"pre-migration-other-20260301101500\"");

            List<ListedPoint> list = copies.copies().list();

            assertThat(list).extracting(ListedPoint::point).containsExactly(second, first);
            ListedPoint listed = list.get(1);
            assertThat(listed.state()).isEqualTo("available");
            assertThat(listed.usable()).isTrue();
            assertThat(listed.percent()).isEqualTo(100);
            assertThat(listed.bytes()).isGreaterThan(5_000_000);
            assertThat(listed.engine()).matches("postgres \\d+(\\.\\d+)*");
            assertThat(listed.origin()).isEqualTo(ListedPoint.Origin.ORDERMIG);
            assertThat(listed.environment()).isEqualTo("staging");
            assertThat(listed.schemaVersion()).isEqualTo("7");
            assertThat(list.get(0).schemaVersion()).isEmpty();
        }
    }

    @Test
    void knowsACopyWhoseMakerWasKilledBeforeItsMark(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            String name = "pre-migration-" + database.name() + "-20260301101500";
            Copies.OUTSIDE.execute("CREATE DATABASE \"" + name + "\" TEMPLATE " + database.name()
                    + " ALLOW_CONNECTIONS false CONNECTION LIMIT 0");

            ListedPoint unmarked = copies.copies().list().get(0);

            assertThat(unmarked.point().id()).isEqualTo(name);
            assertThat(unmarked.point().started()).isEqualTo("2026-03-01T10:15:00Z");
            assertThat(unmarked.state()).isEqualTo("unmarked");
            assertThat(unmarked.usable()).isTrue();
            copies.copies().remove(unmarked);
            assertThat(copies.copies().list()).isEmpty();
        }
    }

    @Test
    void finishesARemovalThatWasKilled(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take();
            Copies.OUTSIDE.execute("SET allow_system_table_mods = on;"
                    + "UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + point.id() + "'");

            ListedPoint half = copies.copies().list().get(0);
            assertThat(half.usable()).isFalse();
            copies.copies().remove(half);

            assertThat(copies.copies().list()).isEmpty();
        }
    }

    @Test
    void removesACopyAndDoesNotMindWhenItIsGone(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            copies.take();
            ListedPoint listed = copies.copies().list().get(0);

            copies.copies().remove(listed);
            copies.copies().remove(listed);

            assertThat(copies.copies().list()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER DATABASE \"%s\" ALLOW_CONNECTIONS true",
                "ALTER DATABASE \"%s\" CONNECTION LIMIT 5",
                "COMMENT ON DATABASE \"%s\" IS 'mine now'",
                "COMMENT ON DATABASE \"%s\" IS 'ordermig restore point source=other oid=1 started=2026-03-01T10:15:00Z'"
            })
    void neverRemovesWhatIsNoCopyAnyMore(String change, TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint point = copies.take();
            ListedPoint listed = copies.copies().list().get(0);
            Copies.OUTSIDE.execute(change.formatted(point.id()));

            assertThatThrownBy(() -> copies.copies().remove(listed))
                    .isInstanceOfSatisfying(
                            OrdermigException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(SnapshotProblem.PRUNE_REFUSED));

            assertThat(copies.copies().list()).isEmpty();
            assertThat(Copies.attributes(point.id())).isNotEmpty();
        }
    }

    @Test
    void neverRemovesADatabaseOfAnotherName(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            ListedPoint listed = new ListedPoint(
                    new RestorePoint(RestorePoint.Kind.DATABASE_COPY, database.name(), database.name(), Instant.EPOCH),
                    "available",
                    true,
                    100,
                    0,
                    "postgres",
                    ListedPoint.Origin.ORDERMIG,
                    "",
                    "");

            assertThatThrownBy(() -> copies.copies().remove(listed)).isInstanceOf(OrdermigException.class);

            assertThat(database.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void adoptsARecentCopyWithNothingAppliedSince(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint first = copies.take("7", Duration.ofHours(1));

            RestorePoint second = copies.take("7", Duration.ofHours(1));

            assertThat(second).isEqualTo(first);
            assertThat(copies.events().of(RestorePointStarted.class))
                    .extracting(RestorePointStarted::adopted)
                    .containsExactly(false, true);
            assertThat(copies.events().of(RestorePointReady.class))
                    .hasSize(2)
                    .allSatisfy(ready -> assertThat(ready.bytes()).isPositive());
        }
    }

    @Test
    void adoptsNoCopyAfterAChange(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint first = copies.take("7", Duration.ofHours(1));

            assertThat(copies.take("7", Duration.ZERO)).as("changed since").isNotEqualTo(first);
            assertThat(copies.take("8", Duration.ofHours(1)))
                    .as("another version")
                    .isNotEqualTo(first);
        }
    }

    @Test
    void adoptsNoCopyWithoutKnowingTheState(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint first = copies.take("7", Duration.ofHours(1));

            assertThat(copies.take()).isNotEqualTo(first);
        }
    }

    @Test
    void adoptsNoCopyThatIsTooOld(TestDatabase database) {
        try (Copies copies = new Copies(database).with("snapshotAdoptWithin", "0")) {
            RestorePoint first = copies.take("7", Duration.ofHours(1));

            assertThat(copies.take("7", Duration.ofHours(1))).isNotEqualTo(first);
        }
    }

    @Test
    void adoptsNoCopyOfAnEarlierDatabaseOfThatName(TestDatabase database) {
        try (Copies copies = new Copies(database)) {
            RestorePoint first = copies.take("7", Duration.ofHours(1));
            TestPostgres.drop(database);
            Copies.OUTSIDE.execute("CREATE DATABASE " + database.name());

            assertThat(copies.take("7", Duration.ofHours(1))).isNotEqualTo(first);
        }
    }

    @Test
    void makesTwoCopiesThatAreAskedForAtOnce(TestDatabase database) {
        try (Copies one = new Copies(database);
                Copies two = new Copies(database).run("20260301T101500Z-ffff")) {
            CompletableFuture<RestorePoint> other = CompletableFuture.supplyAsync(two::take);
            RestorePoint first = one.take();

            assertThat(other.join()).isNotEqualTo(first);
            assertThat(one.copies().list()).hasSize(2);
        }
    }

    @Test
    void servesTwoRunsWithOneCopy(TestDatabase database) {
        try (Copies one = new Copies(database);
                Copies two = new Copies(database)) {
            CompletableFuture<RestorePoint> other =
                    CompletableFuture.supplyAsync(() -> two.take("7", Duration.ofHours(1)));
            RestorePoint first = one.take("7", Duration.ofHours(1));

            assertThat(other.join()).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"quoted\" \\ ${x} ? -- %",
                "Bestellungen-für-Größe",
                "注文データベースの名前はとても長いです",
                "a_name_of_exactly_sixty_three_bytes_which_is_as_long_as_can_be_x"
            })
    void copiesADatabaseWithALongOrOddName(String wanted) {
        String name = wanted.length() > 63 ? wanted.substring(0, 63) : wanted;
        Copies.OUTSIDE.execute("CREATE DATABASE " + Quoted.identifier(name));
        try (Copies copies = new Copies(name, TestPostgres.server().url("template1"))) {
            RestorePoint point = copies.take("1'\\2", Duration.ofHours(1));

            assertThat(point.id().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
            assertThat(copies.copies().list()).extracting(ListedPoint::point).containsExactly(point);
            assertThat(copies.copies().list().get(0).schemaVersion()).isEqualTo("1'\\2");
            copies.copies().remove(copies.copies().list().get(0));
            assertThat(copies.copies().list()).isEmpty();
        } finally {
            Copies.OUTSIDE.execute("DROP DATABASE " + Quoted.identifier(name));
        }
    }

    @Test
    void tellsCopiesOfLongNamesApart() {
        String stem = "a_name_that_is_longer_than_thirty_four_bytes_";
        Copies.OUTSIDE.execute("CREATE DATABASE " + stem + "1", "CREATE DATABASE " + stem + "2");
        try (Copies one = new Copies(stem + "1", TestPostgres.server().url("postgres"));
                Copies two = new Copies(stem + "2", TestPostgres.server().url("postgres"))) {
            RestorePoint point = one.take();

            assertThat(one.copies().list()).extracting(ListedPoint::point).containsExactly(point);
            assertThat(two.copies().list()).isEmpty();

            Copies.OUTSIDE.execute("COMMENT ON DATABASE \"" + point.id() + "\" IS NULL");
            assertThat(one.copies().list()).as("it may be of either").isEmpty();
            Copies.OUTSIDE.execute("DROP DATABASE " + stem + "2");
            assertThat(one.copies().list()).extracting(ListedPoint::state).containsExactly("unmarked");
        } finally {
            Copies.OUTSIDE.execute("DROP DATABASE IF EXISTS " + stem + "1", "DROP DATABASE IF EXISTS " + stem + "2");
        }
    }
}
