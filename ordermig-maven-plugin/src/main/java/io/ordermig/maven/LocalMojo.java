package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.local.LocalDynamo;
import io.ordermig.local.LocalPostgres;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Keeps the local PostgreSQL running in the foreground, and with <code>dynamoLocal</code> a DynamoDB Local beside it, until
 * Ctrl-C, and prints how to reach them. Goals that are started meanwhile with <code>-Penv=local</code> use them.
 */
@Mojo(name = "local", threadSafe = true)
public final class LocalMojo extends AbstractLocalMojo {

    /** Called by Maven. */
    public LocalMojo() {}

    @Override
    boolean changes() {
        return false;
    }

    @Override
    boolean environmentRequired() {
        return false;
    }

    @Override
    void run(GoalContext context) throws MojoExecutionException {
        if (!context.environment().equals("local")) {
            throw new MojoExecutionException("The goal local is for the environment local, not for "
                    + context.environment() + ". Nothing was started.");
        }
        boolean dynamo = hasLocalDynamo(context.settings());
        context.settings().check();
        Ordermig ordermig = ordermig(context);
        try (LocalPostgres server = openLocal(ordermig, context.settings());
                LocalDynamo tables = dynamo ? openLocalDynamo(ordermig, context.settings()) : null) {
            show(server);
            if (tables != null) {
                show(tables);
            }
            getLog().info("Running until Ctrl-C.");
            // Interrupted by nobody; Ctrl-C ends the JVM, whose exit leaves the servers.
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(LocalPostgres server) {
        getLog().info("");
        getLog().info("  JDBC URL       " + server.jdbcUrl());
        getLog().info("  User           " + server.user());
        getLog().info("  Password file  " + server.passwordFile());
        getLog().info("  psql           " + server.psqlLine());
        getLog().info("  Log            " + server.logFile());
        getLog().info("");
    }

    private void show(LocalDynamo tables) {
        getLog().info("  DynamoDB       " + tables.endpoint());
        getLog().info("  Tables         aws dynamodb list-tables --endpoint-url " + tables.endpoint());
        getLog().info("  Log            " + tables.logFile());
        getLog().info("");
    }
}
