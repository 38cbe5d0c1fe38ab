package io.ordermig.config;

import io.ordermig.config.NotificationConfig.Occasion;
import java.nio.file.Path;

/**
 * What a run is about, beside its stores.
 *
 * @param environment the environment, such as {@code staging}
 * @param project what is being migrated, for the report, such as {@code com.example:order-service:1.4.0}
 * @param reportFolder where {@code migration-report.json} is written
 * @param aws how AWS is reached
 * @param notification who is told how it ended
 * @param metrics where its figures go
 */
public record RunConfig(
        String environment,
        String project,
        Path reportFolder,
        AwsConfig aws,
        NotificationConfig notification,
        MetricsConfig metrics) {

    /** The same, of which people are told on this occasion, too. */
    public RunConfig telling(Occasion occasion) {
        return new RunConfig(environment, project, reportFolder, aws, notification.with(occasion), metrics);
    }

    /** The same, of which nobody is told: neither people nor CloudWatch. For what is only looked at. */
    public RunConfig untold() {
        return new RunConfig(environment, project, reportFolder, aws, notification.silent(), metrics.silent());
    }

    /** Reads {@code awsRegion}, {@code notificationTopic}, {@code metrics} and their kin; notes what is wrong with them. */
    public static RunConfig from(Settings settings, String environment, String project, Path reportFolder) {
        return new RunConfig(
                environment,
                project,
                reportFolder,
                AwsConfig.from(settings),
                NotificationConfig.from(settings),
                MetricsConfig.from(settings));
    }
}
