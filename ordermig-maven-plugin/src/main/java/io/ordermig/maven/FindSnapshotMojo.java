package io.ordermig.maven;

import io.ordermig.RestoreCases.FoundPoint;
import io.ordermig.config.RestoreConfig;
import java.time.Clock;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows which restore point <code>restore</code> would take the data back to, and the lines that do it. Changes nothing. */
@Mojo(name = "find-snapshot", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public final class FindSnapshotMojo extends AbstractRestorePointMojo {

    /** The identifier of a snapshot, or the name of a copy. Without it, the newest one of ordermig's own that can be restored from. */
    @Parameter(property = "ordermig.snapshotId")
    private @Nullable String snapshotId;

    /** Called by Maven. */
    public FindSnapshotMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        RestoreConfig restore = RestoreConfig.from(context.settings());
        withPostgres(context, (ordermig, config, classes) -> {
            FoundPoint found = ordermig.restores(config.postgres(), config.snapshots(), restore, classes)
                    .find();
            RestoreSummary.found(found, context.names(), Clock.systemUTC().instant())
                    .forEach(getLog()::info);
        });
    }
}
