package io.ordermig.maven;

import io.ordermig.Ordermig.SnapshotOutcome;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Takes a restore point and waits until it can be restored from: a snapshot of the RDS instance or of its Aurora cluster, or a copy of a database on this machine. A later <code>migrate</code> of the same build uses it. */
@Mojo(
        name = "snapshot",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class SnapshotMojo extends AbstractRestorePointMojo {

    /** Called by Maven. */
    public SnapshotMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            if (config.snapshots().skip()) {
                getLog().info("No restore point is taken (ordermig.snapshot.skip).");
                return;
            }
            SnapshotOutcome outcome = ordermig.snapshot(config.postgres(), config.snapshots(), classes);
            GoalSummary.snapshot(outcome, ordermig).forEach(getLog()::info);
        });
    }
}
