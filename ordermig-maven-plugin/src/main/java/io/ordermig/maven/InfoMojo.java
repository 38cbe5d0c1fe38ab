package io.ordermig.maven;

import io.ordermig.config.Settings;
import io.ordermig.event.Inventory;
import io.ordermig.problem.OrdermigException;
import io.ordermig.report.Summary;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<Inventory> inventories = new ArrayList<>();
        Optional<OrdermigException> notShown = Optional.empty();
        boolean dynamo = false;
        try {
            dynamo = hasDynamoMigrations(context);
        } catch (OrdermigException e) {
            notShown = Optional.of(e);
        }
        boolean postgres = !dynamo || hasPostgres(context.settings());
        if (postgres) {
            withPostgres(
                    context, (ordermig, config, classes) -> inventories.add(ordermig.info(config.postgres(), classes)));
        }
        if (dynamo) {
            try {
                withDynamo(context, (cases, ordermig) -> inventories.add(cases.info()));
            } catch (OrdermigException e) {
                if (!postgres) {
                    throw e;
                }
                notShown = Optional.of(e);
            }
        }
        // What cannot be looked at does not keep the other store from being shown.
        notShown.ifPresent(e -> {
            getLog().warn("The DynamoDB migrations are not shown.");
            e.problem().lines(context.names()).forEach(getLog()::warn);
        });
        getLog().info("");
        Summary.of(inventories, ZoneId.systemDefault()).forEach(getLog()::info);
        getLog().info("");
    }

    /** Whether a project with DynamoDB migrations has PostgreSQL as well. */
    private boolean hasPostgres(Settings settings) {
        return !settings.text("url", "").isEmpty()
                || System.getenv("ORDERMIG_URL") != null
                || new SqlFolders(project()).exist(settings.list("locations", List.of("classpath:db/migration")));
    }
}
