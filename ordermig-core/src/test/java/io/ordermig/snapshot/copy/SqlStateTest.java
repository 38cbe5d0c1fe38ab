package io.ordermig.snapshot.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"58030", "XX000", "0A000", "22023"})
    void triesAnotherWayWhereTheFileSystemOrTheServerLacksTheFirst(String state) {
        assertThat(SqlState.isAboutTheWay(new SQLException("could not clone file", state)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42501", "53100", "55006", "57014", "3D000", "42P04", "23505", "08006", "57P01"})
    void triesNoOtherWayWhereItWouldFailAlike(String state) {
        assertThat(SqlState.isAboutTheWay(new SQLException("no", state))).isFalse();
    }
}
