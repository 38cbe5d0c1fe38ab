package io.ordermig.maven;

import io.ordermig.event.Inventory;
import io.ordermig.report.Summary;
import java.time.ZoneId;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows which DynamoDB migrations are there, applied and pending. Changes nothing. */
@Mojo(name = "dynamo-info", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
public final class DynamoInfoMojo extends AbstractDynamoMojo {

    /** Called by Maven. */
    public DynamoInfoMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withDynamo(context, (dynamo, ordermig) -> {
            Inventory inventory = dynamo.info();
            getLog().info("");
            Summary.of(inventory, ZoneId.systemDefault()).forEach(getLog()::info);
            getLog().info("");
        });
    }
}
