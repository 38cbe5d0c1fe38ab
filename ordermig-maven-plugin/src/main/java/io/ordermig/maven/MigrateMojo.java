package io.ordermig.maven;

import io.ordermig.postgres.PostgresEngine;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Checks all pending migrations, applies them in order, each with its verifications, and writes <code>migration-report.json</code>. With nothing pending it changes nothing. */
@Mojo(
        name = "migrate",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class MigrateMojo extends AbstractScriptsMojo {

    /** Called by Maven. */
    public MigrateMojo() {}

    @Override
    boolean hasDryRun() {
        return true;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            if (isDryRun()) {
                GoalSummary.plan(ordermig.info(config.postgres(), classes)).forEach(getLog()::info);
                return;
            }
            PostgresEngine.MigrateOutcome outcome = ordermig.migrate(config.postgres(), config.snapshots(), classes);
            GoalSummary.migrate(outcome, ordermig).forEach(getLog()::info);
        });
    }
}
