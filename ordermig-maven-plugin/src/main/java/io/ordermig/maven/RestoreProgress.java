package io.ordermig.maven;

import io.ordermig.event.Outcome;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.event.RunListener;
import io.ordermig.report.RestoreOutline;
import io.ordermig.report.Summary;
import io.ordermig.time.Durations;
import java.time.Duration;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Shows a restore on the console while it is done: a line for each step, and a clock while one takes long. */
final class RestoreProgress implements RunListener {

    private static final String INDENT = "       ";
    /** What is quicker needs no line of its own. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    private final Log log;
    private final StatementClock clock;
    private RunEvent.@Nullable RestorePlanned planned;
    private int shown;

    private RestoreProgress(Log log, StatementClock clock) {
        this.log = log;
        this.clock = clock;
    }

    static RestoreProgress on(MavenSession session, Log log) {
        return new RestoreProgress(log, new StatementClock(log, Terminal.isLive(session)));
    }

    @Override
    public void restorePlanned(RunEvent.RestorePlanned event) {
        RestorePlan plan = event.plan();
        if (!event.confirmed() || plan.isDone()) {
            return;
        }
        planned = event;
        log.info("");
        log.info("Going back, in " + Summary.count(plan.steps().size(), "step") + ":");
        RestoreOutline.facts(plan, event.at()).forEach(log::info);
        RestoreOutline.notices(plan).forEach(log::info);
        log.info("It is expected to take " + RestoreOutline.text(plan.remaining()) + "; for "
                + RestoreOutline.text(plan.outage()) + " of that nobody can use " + plan.source() + ".");
        log.info("");
    }

    @Override
    public void restoreStepStarted(RunEvent.RestoreStepStarted event) {
        show(event.number(), event.step());
        clock.begin(event.step().title());
    }

    @Override
    public void restoreStepProgressed(RunEvent.RestoreStepProgressed event) {
        clock.beginOrSay(event.step().title() + ": " + event.state());
    }

    @Override
    public void restoreVerified(RunEvent.RestoreVerified event) {
        String line = INDENT + event.question() + ": " + event.answer();
        if (event.passed()) {
            log.info(line);
        } else {
            log.error(line);
        }
    }

    @Override
    public void restoreStepFinished(RunEvent.RestoreStepFinished event) {
        clock.stop();
        show(event.number(), event.step());
        if (event.alreadySo()) {
            log.info(INDENT + "done already");
        } else if (event.took().compareTo(WORTH_TELLING) > 0) {
            log.info(INDENT + "done after " + Durations.text(event.took()));
        }
    }

    @Override
    public void goalFinished(RunEvent.GoalFinished event) {
        clock.end();
        if (planned != null && event.outcome() == Outcome.FAILED) {
            log.error("The restore is not done.");
        }
        planned = null;
        shown = 0;
    }

    /** A step has one line, whether its beginning is told or only that it was done. */
    private void show(int number, RestorePlan.Step step) {
        if (number > shown) {
            RunEvent.RestorePlanned begun = planned;
            int of = begun == null ? number : begun.plan().steps().size();
            log.info(Summary.place(number, of) + step.title() + (step.outage() ? "  (OUTAGE)" : ""));
            shown = number;
        }
    }
}
