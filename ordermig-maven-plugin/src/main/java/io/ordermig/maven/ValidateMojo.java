package io.ordermig.maven;

import io.ordermig.report.Summary;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Compares what was applied with the files, asks each file whether it can be applied, and each versioned migration for its inverse or the reason why there is none. Changes nothing. */
@Mojo(name = "validate", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class ValidateMojo extends AbstractScriptsMojo {

    /** Called by Maven. */
    public ValidateMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        if (context.settings().list("ignoreMigrationPatterns", List.of()).isEmpty()) {
            // A check before migrate: what is pending is what migrate is for.
            context.settings().put("ignoreMigrationPatterns", "*:future,*:pending");
        }
        withPostgres(
                context,
                (ordermig, config, classes) -> getLog().info(Summary.count(
                                ordermig.validate(config.postgres(), classes).validated(), "migration")
                        + " validated: applied ones equal their files, pending ones can be applied, all have a way back or a"
                        + " reason."));
    }
}
