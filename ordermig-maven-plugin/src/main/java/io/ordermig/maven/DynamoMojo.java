package io.ordermig.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Checks all pending DynamoDB migrations against the ledger and the tables, applies them in order, and writes <code>migration-report.json</code>. With nothing pending it changes nothing. */
@Mojo(
        name = "dynamo",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class DynamoMojo extends AbstractDynamoMojo {

    /** Called by Maven. */
    public DynamoMojo() {}

    @Override
    boolean hasDryRun() {
        return true;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withDynamo(context, (dynamo, ordermig) -> {
            if (isDryRun()) {
                show(dynamo.plan(), false);
            } else {
                DynamoSummary.migrate(dynamo.migrate(), ordermig).forEach(getLog()::info);
            }
        });
    }
}
