package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {

    @TempDir
    Path data;

    @Test
    void thereIsNoneWithoutAFile() throws Exception {
        assertThat(Postmaster.read(data)).isEmpty();
    }

    @Test
    void readsPidAndPort() throws Exception {
        write("4690", "/data", "1795447758", "54399", "", "127.0.0.1", "  2155601         4", "ready   ");
        Postmaster found = Postmaster.read(data).orElseThrow();
        assertThat(found.pid()).isEqualTo(4690);
        assertThat(found.port()).isEqualTo(54399);
        assertThat(found.startedAt()).hasToString("2026-11-23T15:29:18Z");
    }

    @Test
    void anUnfinishedFileNamesNobody() throws Exception {
        for (String[] lines : List.of(new String[] {"4690"}, new String[] {"x", "", "1", "2"}, new String[0])) {
            write(lines);
            Postmaster found = Postmaster.read(data).orElseThrow();
            assertThat(found.pid()).isZero();
            assertThat(found.state()).isEqualTo(Postmaster.State.GONE);
        }
    }

    @Test
    void disarmingKeepsWhatTellsOfSharedMemory() throws Exception {
        write("1", "/data", "1795447758", "54399", "", "127.0.0.1", "  2155601         4", "ready   ");
        Postmaster.read(data).orElseThrow().disarm();
        assertThat(Files.readAllLines(data.resolve("postmaster.pid")))
                .startsWith("2147483646", "/data")
                .contains("  2155601         4");
        assertThat(Postmaster.read(data).orElseThrow().state()).isEqualTo(Postmaster.State.GONE);
    }

    private void write(String... lines) throws Exception {
        Files.write(data.resolve("postmaster.pid"), List.of(lines));
    }
}
