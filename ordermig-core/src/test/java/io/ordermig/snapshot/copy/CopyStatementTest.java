package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.snapshot.copy.CopyStatement.Way;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyStatementTest {

    private static final String ATTRIBUTES = " ALLOW_CONNECTIONS false CONNECTION LIMIT 0 IS_TEMPLATE false";
    private static final long SMALL = 8L << 20;
    private static final long LARGE = 8L << 30;

    private static List<Way> ways(int server, boolean clones, long bytes) {
        return CopyStatement.ways(server(server, clones), source(bytes, true, true), "copy");
    }

    private static CopyServer server(int number, boolean clones) {
        return new CopyServer(number, "?", false, clones, "me", false, true);
    }

    private static CopySource source(long bytes, boolean owned, boolean assignable) {
        return new CopySource(1, "a \"b\"", "own\"er", owned, assignable, false, -1, bytes, "");
    }

    @ParameterizedTest
    @CsvSource({"130000", "140011"})
    void leavesTheStrategyToServersThatHaveOnlyOne(int server) {
        String sql = "CREATE DATABASE \"copy\" TEMPLATE \"a \"\"b\"\"\" OWNER \"own\"\"er\"" + ATTRIBUTES;

        assertThat(ways(server, false, SMALL)).containsExactly(new Way("", sql));
        assertThat(ways(server, false, LARGE)).containsExactly(new Way("", sql));
    }

    @ParameterizedTest
    @CsvSource({"150000", "160004", "170002", "180000"})
    void copiesASmallDatabaseThroughTheLog(int server) {
        assertThat(ways(server, true, SMALL))
                .singleElement()
                .satisfies(way -> assertThat(way.sql()).contains(" STRATEGY WAL_LOG ALLOW_CONNECTIONS"));
    }

    @ParameterizedTest
    @CsvSource({"150000", "160004", "170002", "180000"})
    void copiesTheFilesOfALargeDatabase(int server) {
        assertThat(ways(server, false, LARGE))
                .singleElement()
                .satisfies(way -> assertThat(way.sql()).contains(" STRATEGY FILE_COPY ALLOW_CONNECTIONS"));
    }

    @Test
    void takesADatabaseForLargeWhenItMayNotKnow() {
        assertThat(ways(180_000, false, -1).get(0).sql()).contains("FILE_COPY");
    }

    @Test
    void clonesFilesWhereTheServerCanAndCopiesThemWhereTheFileSystemCannot() {
        assertThat(ways(180_000, true, LARGE))
                .extracting(Way::setting)
                .containsExactly("SET file_copy_method = clone", "SET file_copy_method = copy");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "false, false"})
    void leavesTheOwnerOutWhereItMayNotBeGiven(boolean owned, boolean assignable) {
        assertThat(CopyStatement.ways(server(180_000, false), source(SMALL, owned, assignable), "copy")
                        .get(0)
                        .sql())
                .doesNotContain("OWNER");
    }
}
