package io.ordermig.maven;

import io.ordermig.postgres.Inventory;
import io.ordermig.report.Summary;
import java.time.ZoneId;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows which migrations are there, applied and pending. Changes nothing. */
@Mojo(name = "info", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class InfoMojo extends AbstractScriptsMojo {

    /** Called by Maven. */
    public InfoMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            Inventory inventory = ordermig.info(config.postgres(), classes);
            getLog().info("");
            Summary.of(inventory, ZoneId.systemDefault()).forEach(getLog()::info);
            getLog().info("");
        });
    }
}
