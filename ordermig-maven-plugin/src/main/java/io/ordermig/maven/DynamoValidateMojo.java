package io.ordermig.maven;

import io.ordermig.report.Summary;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Compares what was applied with the files, asks each pending file whether the tables can take it, and each migration for its inverse or the reason why there is none. Changes nothing. */
@Mojo(name = "dynamo-validate", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class DynamoValidateMojo extends AbstractDynamoMojo {

    /** Called by Maven. */
    public DynamoValidateMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withDynamo(
                context,
                (dynamo, ordermig) -> getLog().info(
                                Summary.count(dynamo.validate().validated(), "DynamoDB migration")
                                        + " validated: applied ones equal their files, the tables can take pending ones, all have a way back"
                                        + " or a reason."));
    }
}
