package io.ordermig.maven;

import io.ordermig.dynamo.DynamoEngine;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Puts tables that were not managed before under management, by recording the version they have. */
@Mojo(name = "dynamo-baseline", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class DynamoBaselineMojo extends AbstractDynamoMojo {

    /** Called by Maven. */
    public DynamoBaselineMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withDynamo(context, (dynamo, ordermig) -> {
            DynamoEngine.BaselineOutcome outcome = dynamo.baseline();
            getLog().info(
                            outcome.recorded()
                                    ? "Recorded version " + outcome.version() + " as the baseline of the tables."
                                    : "Version " + outcome.version() + " is the baseline already; nothing to do.");
        });
    }
}
