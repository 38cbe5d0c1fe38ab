package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.local.LocalPostgres;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Keeps the local PostgreSQL running in the foreground, until Ctrl-C, and prints how to reach it. Goals that are started
 * meanwhile with <code>-Penv=local</code> use it.
 */
@Mojo(name = "local", threadSafe = true)
public final class LocalMojo extends AbstractPostgresMojo {

    /** Called by Maven. */
    public LocalMojo() {}

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
        context.settings().check();
        Ordermig ordermig = ordermig(context);
        try (LocalPostgres server = openLocal(ordermig, context.settings())) {
            getLog().info("");
            getLog().info("  JDBC URL       " + server.jdbcUrl());
            getLog().info("  User           " + server.user());
            getLog().info("  Password file  " + server.passwordFile());
            getLog().info("  psql           " + server.psqlLine());
            getLog().info("  Log            " + server.logFile());
            getLog().info("");
            getLog().info("Running until Ctrl-C.");
            // Interrupted by nobody; Ctrl-C ends the JVM, whose exit leaves the server.
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
