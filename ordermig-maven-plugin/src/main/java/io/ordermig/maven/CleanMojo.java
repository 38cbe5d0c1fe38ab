package io.ordermig.maven;

import io.ordermig.postgres.PostgresEngine;
import io.ordermig.report.Summary;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Drops every object in the managed schemas. Asks for <code>-Dordermig.confirm=DATABASE</code>. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
@Mojo(name = "clean", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class CleanMojo extends AbstractScriptsMojo {

    /** The name of the database, as a sign that it is meant. */
    @Parameter(property = "ordermig.confirm")
    private @Nullable String confirm;

    /** Called by Maven. */
    public CleanMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            PostgresEngine.CleanOutcome outcome = ordermig.clean(
                    config.postgres(), classes, context.settings().text("confirm", ""));
            getLog().info("Dropped everything in "
                    + Summary.count(outcome.schemas().size(), "schema") + ": " + String.join(", ", outcome.schemas()));
        });
    }
}
