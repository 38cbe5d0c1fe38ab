package io.ordermig;

import io.ordermig.aws.Aws;
import io.ordermig.aws.AwsProblem;
import io.ordermig.config.MetricsConfig.Publish;
import io.ordermig.config.RunConfig;
import io.ordermig.event.RunEvents;
import io.ordermig.metrics.CloudWatchFigures;
import io.ordermig.metrics.Figure;
import io.ordermig.metrics.FigureSink;
import io.ordermig.metrics.RunFigures;
import io.ordermig.notification.Announcement;
import io.ordermig.notification.Notification;
import io.ordermig.notification.Notifier;
import io.ordermig.notification.SnsNotifier;
import io.ordermig.problem.OrdermigException;
import io.ordermig.report.MigrationReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells people and CloudWatch how a goal ended, and people how a restore begins. What fails here is a warning and changes nothing. */
final class Announcer {

    private final RunConfig config;
    private final Supplier<Aws> aws;
    private final RunEvents events;

    Announcer(RunConfig config, Supplier<Aws> aws, RunEvents events) {
        this.config = config;
        this.aws = aws;
        this.events = events;
    }

    /**
     * Announces a goal that has ended. What it had to stop for, because AWS could not be called without it, is not looked
     * for once more: that takes long where a metadata service does not answer, and would end in the same words.
     *
     * @param onAws whether the environment uses AWS anyway
     */
    void announce(MigrationReport report, MigrationReport.Step step, boolean onAws) {
        if (lacks(step, AwsProblem.CREDENTIALS_MISSING)) {
            return;
        }
        tell(Announcement.of(report, step));
        if (lacks(step, AwsProblem.REGION_MISSING)) {
            // A topic says its region itself; figures go to the one of the run.
            return;
        }
        Publish publish = config.metrics().publish();
        if (publish == Publish.TRUE || (publish == Publish.AUTO && onAws)) {
            List<Figure> figures = RunFigures.of(step, config.environment());
            if (!figures.isEmpty()) {
                publish(figures);
            }
        }
    }

    /** Announces a restore that is going to be done. */
    void announceStart(MigrationReport report, MigrationReport.Step step) {
        tell(Announcement.ofStart(report, step));
    }

    private void tell(Optional<Notification> announcement) {
        if (!config.notification().topicArn().isEmpty()) {
            announcement
                    .filter(notification -> config.notification().on().contains(notification.occasion()))
                    .ifPresent(this::send);
        }
    }

    private static boolean lacks(MigrationReport.Step step, AwsProblem what) {
        return step.problems().stream().anyMatch(problem -> problem.code() == what);
    }

    private void send(Notification notification) {
        guarded("The notification was not sent", () -> {
            try (Notifier notifier = new SnsNotifier(
                    aws.get(),
                    config.notification().topicArn(),
                    config.notification().timeout())) {
                notifier.send(notification);
            }
        });
    }

    private void publish(List<Figure> figures) {
        guarded("The metrics were not published", () -> {
            try (FigureSink sink = new CloudWatchFigures(
                    aws.get(), config.metrics().namespace(), config.metrics().timeout())) {
                sink.publish(figures);
            }
        });
    }

    private void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (OrdermigException e) {
            events.warn(what + "; the outcome of the goal is not affected. "
                    + e.problem().inShort());
        } catch (RuntimeException e) {
            events.warn(what + "; the outcome of the goal is not affected. " + e);
        }
    }
}
