package io.ordermig;

import io.ordermig.aws.Aws;
import io.ordermig.config.AwsConfig;
import io.ordermig.event.RestorePoint;
import io.ordermig.problem.Vocabulary;
import io.ordermig.report.MigrationReport;
import io.ordermig.report.ReportFile;
import io.ordermig.report.ReportRecorder;
import io.ordermig.report.StepRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What all goals of one build share, in whichever module and thread they run: the id, the report, and the restore points
 * that were taken. Thread-safe.
 */
public final class Run implements AutoCloseable {

    private final String id;
    private final ReportRecorder recorder;
    private final Map<Path, ReportFile> reportFiles = new LinkedHashMap<>();
    private final Map<AwsConfig, Aws> aws = new ConcurrentHashMap<>();
    private final Map<String, Slot> restorePoints = new ConcurrentHashMap<>();

    /** The restore point of one source; whoever holds its lock is having it taken. */
    private static final class Slot {
        private Optional<RestorePoint> point = Optional.empty();
    }

    /**
     * Begins a run.
     *
     * @param environment the environment, such as {@code staging}
     * @param project what the build was started for
     */
    public Run(String environment, String project, Clock clock) {
        this.id = RunId.at(clock.instant());
        this.recorder = new ReportRecorder(id, environment, project, Versions.all());
    }

    /** The id, unique among all runs. */
    public String id() {
        return id;
    }

    /** What the run has done so far. */
    public MigrationReport report() {
        return recorder.report();
    }

    /** The way to AWS, the same one for all goals that are configured alike. */
    Aws aws(AwsConfig config) {
        return aws.computeIfAbsent(
                new AwsConfig(config.region(), config.profile(), config.roleArn(), "", "", false),
                key -> new Aws(key, id));
    }

    StepRecorder step(String module, Vocabulary words) {
        return recorder.step(module, words);
    }

    /** Makes sure that the report can be written to a folder, now and by all goals to come. */
    synchronized void reportTo(Path folder) {
        ReportFile file = new ReportFile(folder);
        file.prepare();
        reportFiles.put(folder, file);
    }

    /** Writes the report to every folder that a goal has named, so that each has the whole of it. */
    synchronized void writeReport() throws IOException {
        IOException failure = null;
        for (ReportFile file : reportFiles.values()) {
            try {
                file.write(recorder.report());
            } catch (IOException e) {
                if (failure == null) {
                    failure = new IOException(file.path() + ": " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * The restore point that the run has of a source, or else the one that is taken now. Goals that ask at the same time
     * wait for the one that came first.
     *
     * @param source names the source among all sources of all kinds
     * @param reused is told the restore point that was there already
     */
    RestorePoint restorePoint(String source, Supplier<RestorePoint> taken, Consumer<RestorePoint> reused) {
        Slot slot = restorePoints.computeIfAbsent(source, unused -> new Slot());
        synchronized (slot) {
            if (slot.point.isPresent()) {
                reused.accept(slot.point.get());
                return slot.point.get();
            }
            RestorePoint point = taken.get();
            slot.point = Optional.of(point);
            return point;
        }
    }

    /** Lets go of connections. What the run has done is kept. */
    @Override
    public void close() {
        aws.values().forEach(Aws::close);
        aws.clear();
    }
}
