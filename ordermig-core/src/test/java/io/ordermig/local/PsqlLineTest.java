package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PsqlLineTest {

    @Test
    void quotesOnlyWhatNeedsIt() {
        assertThat(new PsqlLine(Path.of("/p/.ordermig/pgpass"), 54321, "orders", "orders").text(false))
                .isEqualTo("PGPASSFILE='/p/.ordermig/pgpass' psql -h 127.0.0.1 -p 54321 -U orders orders");
        assertThat(new PsqlLine(Path.of("/it's/pgpass"), 1, "o'r", "a b").text(false))
                .isEqualTo("PGPASSFILE='/it'\\''s/pgpass' psql -h 127.0.0.1 -p 1 -U 'o'\\''r' 'a b'");
    }

    @Test
    void speaksToTheWindowsShellToo() {
        assertThat(new PsqlLine(Path.of("pgpass"), 1, "orders", "orders").text(true))
                .isEqualTo("set \"PGPASSFILE=pgpass\" && psql -h 127.0.0.1 -p 1 -U \"orders\" \"orders\"");
    }
}
