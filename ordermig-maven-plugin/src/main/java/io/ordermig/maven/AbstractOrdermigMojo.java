package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.problem.OrdermigException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What all goals have in common: when to do nothing, how parameters become settings, how problems become Maven's
 * exceptions. A goal adds {@link #run}.
 */
public abstract class AbstractOrdermigMojo extends AbstractMojo {

    /** Does nothing. */
    @Parameter(property = "ordermig.skip", defaultValue = "false")
    private boolean skip;

    /** Shows what would be done, and changes nothing. Goals that cannot show it are passed over. */
    @Parameter(property = "ordermig.dryRun", defaultValue = "false")
    private boolean dryRun;

    /**
     * The environment to work on, such as <code>local</code>, <code>staging</code> or <code>production</code>. Set by the
     * profile <code>env=NAME</code>, which is asked for as <code>-Penv=NAME</code> (on Maven 4: <code>-P env=NAME</code>).
     */
    @Parameter(property = "ordermig.environment")
    private @Nullable String environment;

    /** The folder that <code>migration-report.json</code> is written to. */
    @Parameter(property = "ordermig.reportFolder", defaultValue = "${project.build.directory}/ordermig")
    private @Nullable String reportFolder;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private MojoExecution execution;

    private @Nullable LastLines lastLines;

    /** For the goals, and for Maven, which fills the parameters in. */
    protected AbstractOrdermigMojo() {}

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("ordermig is skipped (ordermig.skip).");
            return;
        }
        if (!new ModuleScope(session, project, execution).includes()) {
            getLog().debug("This module has no configuration of ordermig; passed over.");
            return;
        }
        if (dryRun && changes() && !hasDryRun()) {
            getLog().info("Dry run: the goal " + execution.getGoal()
                    + " is passed over; it was not asked what it would do.");
            return;
        }
        GoalNames names = new GoalNames(session, project, execution);
        try {
            Settings settings = new Settings();
            new ParameterFields(this, execution.getMojoDescriptor()).readInto(settings);
            new UnknownParameters(session, project, execution).check(settings);
            Environments environments = Environments.of(session, project);
            String name = environments.resolve(environment, environmentRequired(), settings);
            if (name.isEmpty()) {
                // Which values are meant is not known; what else is wrong with them would only confuse.
                settings.check();
            }
            run(new GoalContext(name, settings, names));
        } catch (OrdermigException e) {
            throw FailureText.rethrow(e, names, lastLines == null ? List.of() : lastLines.lines());
        }
    }

    /**
     * Does the goal's work.
     *
     * @throws OrdermigException when it cannot go on
     */
    abstract void run(GoalContext context) throws MojoExecutionException;

    /** Whether the goal may change something. */
    boolean changes() {
        return true;
    }

    /** Whether the goal can show what it would do. */
    boolean hasDryRun() {
        return false;
    }

    /** Whether the goal is only to show what it would do. */
    final boolean isDryRun() {
        return dryRun;
    }

    /** Whether the goal works on an environment that must be named. */
    boolean environmentRequired() {
        return true;
    }

    /**
     * What a goal is given.
     *
     * @param environment the environment, checked
     * @param settings the parameters
     * @param names how goals and parameters are spelled
     */
    record GoalContext(String environment, Settings settings, GoalNames names) {}

    /** This goal's part in the run of the build, whose report has all of them. */
    final Ordermig ordermig(GoalContext context) {
        LastLines last = new LastLines(context.names());
        lastLines = last;
        return new Ordermig(
                BuildRun.of(session, context.environment()),
                runConfig(context, context.settings()),
                context.names(),
                List.of(ConsoleProgress.on(session, getLog()), RestoreProgress.on(session, getLog()), last));
    }

    /** What the run is about, as the settings have it. */
    final RunConfig runConfig(GoalContext context, Settings settings) {
        return RunConfig.from(
                settings,
                context.environment(),
                BuildRun.coordinates(project),
                inProject(String.valueOf(reportFolder)));
    }

    /** A path that is relative to the project, wherever Maven was started. */
    final Path inProject(String path) {
        return project.getBasedir().toPath().resolve(path).toAbsolutePath().normalize();
    }

    /** What this plugin keeps for this project until the build ends. */
    @SuppressWarnings("unchecked")
    final Map<Object, Object> pluginContext() {
        return getPluginContext() == null ? new HashMap<>() : (Map<Object, Object>) getPluginContext();
    }

    final MavenProject project() {
        return project;
    }

    final MavenSession session() {
        return session;
    }
}
