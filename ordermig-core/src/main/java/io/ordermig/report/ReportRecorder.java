package io.ordermig.report;

import io.ordermig.problem.Vocabulary;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Collects what the goals of one run do, one {@link StepRecorder} each, also when they run at the same time;
 * {@link #report} may be asked at any time. Thread-safe.
 */
public final class ReportRecorder {

    private final String run;
    private final String environment;
    private final String project;
    private final List<MigrationReport.Version> versions;
    private final List<StepRecorder> steps = new CopyOnWriteArrayList<>();

    /**
     * A recorder for the goals of one run.
     *
     * @param project what the build was started for
     */
    public ReportRecorder(String run, String environment, String project, List<MigrationReport.Version> versions) {
        this.run = run;
        this.environment = environment;
        this.project = project;
        this.versions = List.copyOf(versions);
    }

    /**
     * Begins a goal.
     *
     * @param module the module that it runs for
     * @param words how goals and parameters are spelled there
     */
    public StepRecorder step(String module, Vocabulary words) {
        StepRecorder step = new StepRecorder(module, words);
        steps.add(step);
        return step;
    }

    /** The report as far as the run has come. */
    public MigrationReport report() {
        return new MigrationReport(
                run,
                environment,
                project,
                versions,
                steps.stream()
                        .filter(StepRecorder::hasStarted)
                        .map(StepRecorder::step)
                        .toList());
    }
}
