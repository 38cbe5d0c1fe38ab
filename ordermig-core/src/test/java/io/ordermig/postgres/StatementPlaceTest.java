package io.ordermig.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementPlaceTest {

    private static final String FILE = """
            -- the header
            INSERT INTO t
            VALUES (1);

            -- a remark
            UPDATE t
               SET a = b;
            UPDATE t SET a = 3;
            UPDATE t SET a = 3;
            """;

    @Test
    void isWhereTheServerPoints() {
        String sent = "UPDATE t\n   SET a = b";

        assertThat(StatementPlace.lineOf(FILE, sent, 2, sent.indexOf("b") + 1)).isEqualTo(7);
        assertThat(StatementPlace.lineOf(FILE, sent, 2, 1)).isEqualTo(6);
    }

    @Test
    void isTheFirstWordWhenTheServerPointsNowhere() {
        assertThat(StatementPlace.lineOf(FILE, "INSERT INTO t\nVALUES (1)", 1, 0))
                .isEqualTo(2);
        assertThat(StatementPlace.lineOf(FILE, "\n-- a remark\nUPDATE t\n   SET a = b", 2, 0))
                .isEqualTo(6);
    }

    @Test
    void isCountedWhenTheSameStatementStandsThereTwice() {
        assertThat(StatementPlace.lineOf(FILE, "UPDATE t SET a = 3", 3, 0)).isEqualTo(8);
        assertThat(StatementPlace.lineOf(FILE, "UPDATE t SET a = 3", 4, 10)).isEqualTo(9);
    }

    @Test
    void isCountedWhenPlaceholdersChangedTheText() {
        String sent = "-- a remark\nUPDATE table_with_a_long_name\n   SET a = b";

        assertThat(StatementPlace.lineOf(FILE, sent, 2, sent.length())).isEqualTo(7);
        assertThat(StatementPlace.lineOf(FILE, sent, 2, 0)).isEqualTo(6);
        assertThat(StatementPlace.lineOf(FILE, sent, 9, 0)).isEqualTo(1);
    }

    @Test
    void isRightWithWindowsLineEnds() {
        String file = FILE.replace("\n", "\r\n");
        String sent = "UPDATE t\r\n   SET a = b";

        assertThat(StatementPlace.lineOf(file, sent, 2, sent.length())).isEqualTo(7);
    }
}
