package io.ordermig.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Undoes the last DynamoDB migration, or with <code>dynamoTarget</code> all above that version, the last one first, each by its inverse. */
@Mojo(name = "dynamo-undo", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class DynamoUndoMojo extends AbstractDynamoMojo {

    /** Called by Maven. */
    public DynamoUndoMojo() {}

    @Override
    boolean hasDryRun() {
        return true;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withDynamo(context, (dynamo, ordermig) -> {
            if (isDryRun()) {
                show(dynamo.undoPlan(), true);
            } else {
                DynamoSummary.undo(dynamo.undo(), ordermig).forEach(getLog()::info);
            }
        });
    }
}
