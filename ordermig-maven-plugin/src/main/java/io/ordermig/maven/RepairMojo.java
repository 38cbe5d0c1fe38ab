package io.ordermig.maven;

import io.ordermig.postgres.PostgresEngine;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Takes failed rows out of the history and aligns its checksums and descriptions with the files. */
@Mojo(name = "repair", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class RepairMojo extends AbstractScriptsMojo {

    /** Called by Maven. */
    public RepairMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            PostgresEngine.RepairOutcome outcome = ordermig.repair(config.postgres(), classes);
            outcome.actions().forEach(action -> getLog().info("Repair " + action + "."));
            if (outcome.actions().isEmpty()) {
                getLog().info("The history needs no repair.");
            }
        });
    }
}
