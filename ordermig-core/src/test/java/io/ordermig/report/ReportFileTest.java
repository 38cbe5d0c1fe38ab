package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordermig.problem.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    Path temp;

    private static MigrationReport report(int warnings) {
        List<String> texts =
                IntStream.range(0, warnings).mapToObj(i -> "warning " + i).toList();
        MigrationReport.Step step = new MigrationReport.Step(
                new MigrationReport.Goal("migrate", "project", Vocabulary.NEUTRAL),
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                warnings,
                List.of(),
                List.of(),
                null,
                texts,
                List.of());
        return new MigrationReport("run", "test", "project", List.of(), List.of(step));
    }

    @Test
    void isNeverSeenHalfWritten() throws Exception {
        ReportFile file = new ReportFile(temp.resolve("target"));
        file.prepare();
        file.write(report(1));
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Integer> reader = threads.submit(() -> {
            ObjectMapper json = new ObjectMapper();
            int seen = 0;
            int last = 0;
            while (writing.get()) {
                JsonNode report = json.readTree(Files.readString(file.path()));
                int pending = report.at("/steps/0/pending").asInt();
                assertThat(report.at("/steps/0/warnings")).hasSize(pending);
                seen += pending == last ? 0 : 1;
                last = pending;
            }
            return seen;
        });
        try {
            for (int i = 0; i < 300; i++) {
                file.write(report(1_000 + i));
            }
        } finally {
            writing.set(false);
        }
        assertThat(reader.get()).isGreaterThan(10);
        threads.shutdown();
    }

    @Test
    void leavesNothingBesideItAndIsReadableByOthers() throws Exception {
        ReportFile file = new ReportFile(temp.resolve("a/b"));
        file.prepare();
        file.write(report(2));

        try (Stream<Path> files = Files.list(temp.resolve("a/b"))) {
            assertThat(files).containsExactly(file.path());
        }
        Path ordinary = Files.createFile(temp.resolve("ordinary"));
        assertThat(Files.getPosixFilePermissions(file.path()))
                .isEqualTo(Files.getPosixFilePermissions(ordinary))
                .contains(PosixFilePermission.OWNER_READ);
    }

    @Test
    void saysThatItRunsWhileItDoes() throws Exception {
        ReportFile file = new ReportFile(temp);
        file.write(report(0));

        JsonNode report = new ObjectMapper().readTree(Files.readString(file.path()));
        assertThat(report.at("/outcome").asText()).isEqualTo("running");
        assertThat(report.at("/steps/0/outcome").asText()).isEqualTo("running");
        assertThat(report.at("/steps/0").has("finished")).isFalse();
    }
}
