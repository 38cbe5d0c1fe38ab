package io.ordermig.maven;

import io.ordermig.DynamoCases;
import io.ordermig.Ordermig;
import io.ordermig.config.DynamoConfig;
import io.ordermig.config.Settings;
import io.ordermig.event.Inventory;
import io.ordermig.problem.OrdermigException;
import io.ordermig.report.Summary;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Shows which migrations are there, applied and pending: those of PostgreSQL, and in the same table those of DynamoDB if
 * the project has some. Changes nothing.
 */
@Mojo(name = "info", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public final class InfoMojo extends AbstractScriptsMojo {

    /** Where DynamoDB migrations are. */
    @Parameter(property = "ordermig.dynamo.locations", defaultValue = "classpath:db/dynamo")
    private String[] dynamoLocations;

    /** The address of another DynamoDB than that of AWS. */
    @Parameter(property = "ordermig.dynamo.endpoint")
    private @Nullable String dynamoEndpoint;

    /** The table that the history of DynamoDB is kept in. */
    @Parameter(property = "ordermig.dynamo.ledger", defaultValue = "ordermig_ledger")
    private @Nullable String dynamoLedger;

    /** Called by Maven. */
    public InfoMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        withPostgres(context, (ordermig, config, classes) -> {
            List<Inventory> inventories = new ArrayList<>(List.of(ordermig.info(config.postgres(), classes)));
            ofDynamo(context, ordermig, classes, inventories);
            getLog().info("");
            Summary.of(inventories, ZoneId.systemDefault()).forEach(getLog()::info);
            getLog().info("");
        });
    }

    /** What cannot be looked at does not keep the other store from being shown. */
    private void ofDynamo(GoalContext context, Ordermig ordermig, ClassLoader classes, List<Inventory> inventories) {
        Settings settings = context.settings();
        DynamoConfig config = DynamoConfig.from(settings, context.environment());
        settings.check();
        if (!ordermig.dynamo(config, classes).hasMigrations()) {
            return;
        }
        try {
            if (context.environment().equals("local") && config.endpoint().isEmpty()) {
                if (!hasLocalDynamo(settings)) {
                    throw new OrdermigException(noLocalDynamo());
                }
                settings.put(
                        "dynamoEndpoint",
                        openLocalDynamo(ordermig, settings).endpoint().toString());
                config = DynamoConfig.from(settings, context.environment());
            }
            DynamoCases dynamo = ordermig.dynamo(config, classes);
            inventories.add(dynamo.info());
        } catch (OrdermigException e) {
            getLog().warn("The DynamoDB migrations are not shown. "
                    + String.join("\n", e.problem().lines(context.names())));
        }
    }
}
