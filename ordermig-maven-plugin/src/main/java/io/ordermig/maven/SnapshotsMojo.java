package io.ordermig.maven;

import io.ordermig.report.Summary;
import io.ordermig.snapshot.ListedPoint;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Lists the restore points of the database, the newest first. Changes nothing. */
@Mojo(name = "snapshots", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class SnapshotsMojo extends AbstractRestorePointMojo {

    /** Whether those that others made are listed, too: by hand, or by RDS on its schedule. */
    @Parameter(property = "ordermig.snapshots.all", defaultValue = "false")
    private boolean all;

    /** Called by Maven. */
    public SnapshotsMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            List<ListedPoint> points = ordermig.snapshots(config.postgres(), config.snapshots(), classes).stream()
                    .filter(point -> all || point.origin() == ListedPoint.Origin.ORDERMIG)
                    .toList();
            getLog().info("");
            Summary.of(points, Clock.systemUTC().instant(), ZoneId.systemDefault())
                    .forEach(getLog()::info);
            getLog().info("");
        });
    }
}
