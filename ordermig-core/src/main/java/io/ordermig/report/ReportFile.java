package io.ordermig.report;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The report on disk. A reader sees the old one or the new one, never half of one. */
public final class ReportFile {

    /** The name of the file. */
    public static final String NAME = "migration-report.json";

    private final Path folder;
    /** The report in a folder, which is created when it is first written. */
    public ReportFile(Path folder) {
        this.folder = folder;
    }

    /** The folder of the report. */
    public Path folder() {
        return folder;
    }

    /** Where the report is. */
    public Path path() {
        return folder.resolve(NAME);
    }

    /**
     * Makes sure that the report can be written later.
     *
     * @throws OrdermigException when it cannot
     */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, NAME, ".probe"));
        } catch (IOException e) {
            throw new OrdermigException(
                    Problem.of(ReportProblem.FOLDER, "The report cannot be written to its folder.")
                            .where(folder.toString())
                            .detail(e.getClass().getSimpleName() + ": " + e.getMessage())
                            .fix("Make the folder writable.")
                            .fix(Remedy.set("reportFolder", "<folder>", "to have it elsewhere"))
                            .build(),
                    e);
        }
    }

    /** Replaces the report. */
    public void write(MigrationReport report) throws IOException {
        // Not a temporary file of the JDK: those are readable by their owner alone, and the report would be, too.
        Path draft = folder.resolve("." + NAME + "." + UUID.randomUUID());
        try {
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                ReportJson.write(report, out);
            }
            move(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void move(Path draft) throws IOException {
        try {
            Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, path(), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
