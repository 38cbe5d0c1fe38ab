package io.ordermig.maven;

import io.ordermig.postgres.PostgresEngine;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Puts a database that was not managed before under management, by recording the version it has. */
@Mojo(name = "baseline", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class BaselineMojo extends AbstractScriptsMojo {

    /** Called by Maven. */
    public BaselineMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            PostgresEngine.BaselineOutcome outcome = ordermig.baseline(config.postgres(), classes);
            getLog().info(
                            outcome.recorded()
                                    ? "Recorded version " + outcome.version() + " as the baseline."
                                    : "Version " + outcome.version() + " is the baseline already; nothing to do.");
        });
    }
}
