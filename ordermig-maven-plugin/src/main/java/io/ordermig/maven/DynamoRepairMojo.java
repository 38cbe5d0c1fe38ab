package io.ordermig.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Makes the ledger agree with the files: takes rows of failed and half-done migrations out, takes over checksums, and marks migrations without a file as deleted. Touches no other table. */
@Mojo(name = "dynamo-repair", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class DynamoRepairMojo extends AbstractDynamoMojo {

    /** Called by Maven. */
    public DynamoRepairMojo() {}

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withDynamo(
                context,
                (dynamo, ordermig) -> DynamoSummary.repair(dynamo.repair()).forEach(getLog()::info));
    }
}
