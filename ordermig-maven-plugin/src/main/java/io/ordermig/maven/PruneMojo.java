package io.ordermig.maven;

import io.ordermig.Ordermig.PruneOutcome;
import io.ordermig.config.PruneConfig;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Removes old restore points of ordermig's own, never those of others. Without <code>confirm</code> it only shows which. */
@Mojo(name = "prune", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public final class PruneMojo extends AbstractRestorePointMojo {

    /** How many of the newest stay, however old they are. */
    @Parameter(property = "ordermig.keep", defaultValue = "5")
    private @Nullable String keep;

    /** How old those beyond them must be. */
    @Parameter(property = "ordermig.olderThan", defaultValue = "30d")
    private @Nullable String olderThan;

    /** The identifier of the instance or cluster, or the name of the database, as a sign that its old restore points may go. Without it nothing is removed. */
    @Parameter(property = "ordermig.confirm")
    private @Nullable String confirm;

    /** Called by Maven. */
    public PruneMojo() {}

    @Override
    boolean hasDryRun() {
        return true;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        if (isDryRun()) {
            context.settings().unset("confirm");
        }
        PruneConfig prune = PruneConfig.from(context.settings());
        withPostgres(context, (ordermig, config, classes) -> {
            PruneOutcome outcome = ordermig.prune(config.postgres(), config.snapshots(), classes, prune);
            GoalSummary.prune(outcome, prune, context.names()).forEach(getLog()::info);
        });
    }
}
