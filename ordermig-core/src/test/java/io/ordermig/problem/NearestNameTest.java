package io.ordermig.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of("lockTimeout", "statementTimeout", "target", "table", "url");

    @ParameterizedTest
    @CsvSource({
        "locktimeout, lockTimeout",
        "lockTimout, lockTimeout",
        "lokcTimeout, lockTimeout",
        "statementTimeouts, statementTimeout",
        "taregt, target",
        "tabel, table",
        "URL, url",
        "ur, url",
        "uri, url",
    })
    void findsTheNameThatWasMeant(String wrong, String meant) {
        assertThat(NearestName.of(wrong, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "x", "", "urlaub-am-meer"})
    void proposesNothingFarFetched(String wrong) {
        assertThat(NearestName.of(wrong, NAMES)).isEmpty();
    }

    @Test
    void takesTheFirstInTheAlphabetOfTwoThatAreEquallyNear() {
        assertThat(NearestName.of("bat", List.of("cat", "bar"))).contains("bar");
    }

    @Test
    void countsASwapOfNeighboursAsOneEdit() {
        // Two edits of three letters would be too far.
        assertThat(NearestName.of("rul", List.of("url"))).contains("url");
    }

    @Test
    void spellsItAsASentence() {
        assertThat(NearestName.hint("taregt", NAMES)).isEqualTo("Did you mean target?");
        assertThat(NearestName.hint("password", NAMES))
                .isEqualTo("Valid: lockTimeout, statementTimeout, table, target, url.");
        assertThat(NearestName.of("anything", List.of())).isEmpty();
    }
}
