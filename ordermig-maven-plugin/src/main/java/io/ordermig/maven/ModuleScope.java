package io.ordermig.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Decides whether a goal concerns a module. A module is concerned when its POM, or a parent's, declares the plugin in
 * {@code build/plugins}; when no module of the build does, it is the one the build was started in.
 */
final class ModuleScope {

    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;

    ModuleScope(MavenSession session, MavenProject project, MojoExecution execution) {
        this.session = session;
        this.project = project;
        this.execution = execution;
    }

    boolean includes() {
        if (declares(project)) {
            return true;
        }
        return project.isExecutionRoot() && session.getProjects().stream().noneMatch(this::declares);
    }

    private boolean declares(MavenProject module) {
        return module.getPlugin(execution.getPlugin().getKey()) != null;
    }
}
