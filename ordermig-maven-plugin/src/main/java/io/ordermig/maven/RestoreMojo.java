package io.ordermig.maven;

import io.ordermig.RestoreCases.RestoreOutcome;
import io.ordermig.config.RestoreConfig;
import java.time.Clock;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Takes the data back to a restore point, or to a point in time, under the same endpoint and with the settings of before. Without <code>confirm</code> it only shows what it would do, step by step, and how long nobody could use the database. */
@Mojo(name = "restore", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public final class RestoreMojo extends AbstractRestorePointMojo {

    /** The identifier of a snapshot, or the name of a copy. Without it, the newest one of ordermig's own that can be restored from. */
    @Parameter(property = "ordermig.snapshotId")
    private @Nullable String snapshotId;

    /** The moment to take the data back to, instead of a restore point: an instant such as <code>2026-03-01T10:15:00Z</code>, or <code>latest</code>. On RDS only, as far back as automated backups are kept. */
    @Parameter(property = "ordermig.restore.time")
    private @Nullable String restoreTime;

    /** In which order the old and the new come and go on RDS. <code>swap</code>: the new one is made beside the old one and checked, then the names are swapped, and the old one is kept. <code>replace</code>: the old one is deleted first; for accounts that have no room for both. */
    @Parameter(property = "ordermig.restore.strategy", defaultValue = "swap")
    private @Nullable String restoreStrategy;

    /** Whether <code>replace</code> takes one last snapshot of what it deletes. */
    @Parameter(property = "ordermig.restore.finalSnapshot", defaultValue = "true")
    private @Nullable String finalSnapshot;

    /** Whether it is an emergency: <code>notificationTopic</code> is told when the restore begins and when it ends, whatever <code>notifyOn</code> says, and nothing is done when there is no topic. */
    @Parameter(property = "ordermig.emergency", defaultValue = "false")
    private @Nullable String emergency;

    /** Whether what is restored from there already is restored once more. */
    @Parameter(property = "ordermig.restore.again", defaultValue = "false")
    private @Nullable String restoreAgain;

    /** Settings that may differ from what they were before, such as <code>StorageType</code>. Any other difference stops the restore before the new one serves. */
    @Parameter(property = "ordermig.restore.accept")
    private String[] restoreAccept;

    /** What is asked of the restored data before it serves: queries, one on each line, that return one row with one boolean, which must be true. */
    @Parameter(property = "ordermig.restore.verifySql")
    private @Nullable String verifySql;

    /** How long one query of <code>verifySql</code> may run. */
    @Parameter(property = "ordermig.restore.verifyTimeout", defaultValue = "2m")
    private @Nullable String verifyTimeout;

    /** How long everything together may take. What is not done by then goes on by itself where AWS does it, and the same line goes on with the rest. */
    @Parameter(property = "ordermig.restore.timeout", defaultValue = "6h")
    private @Nullable String restoreTimeout;

    /** How long a run may give no sign before another one takes its restore over. On RDS only; a run on a local server ends with its session. */
    @Parameter(property = "ordermig.restore.lease", defaultValue = "5m")
    private @Nullable String restoreLease;

    /** The identifier of the instance or cluster, or the name of the database, as a sign that it may be taken back. Without it nothing is changed. */
    @Parameter(property = "ordermig.confirm")
    private @Nullable String confirm;

    /** Called by Maven. */
    public RestoreMojo() {}

    @Override
    boolean hasDryRun() {
        return true;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        if (isDryRun()) {
            context.settings().unset("confirm");
        }
        RestoreConfig restore = RestoreConfig.from(context.settings());
        withPostgres(context, (ordermig, config, classes) -> {
            RestoreOutcome outcome = ordermig.restores(config.postgres(), config.snapshots(), restore, classes)
                    .restore();
            RestoreSummary.of(
                            outcome,
                            ordermig,
                            context.names(),
                            Clock.systemUTC().instant())
                    .forEach(getLog()::info);
        });
    }
}
