package io.ordermig.maven;

import io.ordermig.problem.Vocabulary;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Spells goals and parameters the way they are typed: {@code mvn ordermig:repair -P env=staging}. The blank after {@code -P} is
 * what Maven 4 wants, and all versions take it. */
final class GoalNames implements Vocabulary {

    private final MavenSession session;
    private final MavenProject project;
    private final Map<String, String> properties = new HashMap<>();

    GoalNames(MavenSession session, MavenProject project, MojoExecution execution) {
        this.session = session;
        this.project = project;
        UnknownParameters.propertyNames(
                        execution.getMojoDescriptor().getPluginDescriptor().getMojos())
                .forEach((property, element) -> properties.put(element, property));
    }

    @Override
    public String goal(String goal, Map<String, String> parameters) {
        StringBuilder line = new StringBuilder("mvn ");
        String module = module();
        if (!module.isEmpty()) {
            line.append("-pl ").append(module).append(' ');
        }
        line.append("ordermig:").append(goal);
        session.getRequest().getActiveProfiles().stream()
                .filter(profile -> profile.startsWith(Environments.PREFIX))
                .forEach(profile -> line.append(" -P ").append(profile));
        new LinkedHashMap<>(parameters)
                .forEach((name, value) -> line.append(' ').append(setting(name, value)));
        return line.toString();
    }

    /** The project's folder, seen from where the build was started; empty when they are the same. */
    private String module() {
        String root = session.getExecutionRootDirectory();
        if (root == null || project.getBasedir() == null) {
            return "";
        }
        return Path.of(root)
                .relativize(project.getBasedir().toPath())
                .toString()
                .replace('\\', '/');
    }

    @Override
    public String parameter(String name) {
        String property = property(name);
        return properties.containsKey(name) ? "<" + name + "> (-D" + property + ")" : "-D" + property;
    }

    @Override
    public String setting(String name, String value) {
        return "-D" + property(name) + "=" + value;
    }

    private String property(String name) {
        return properties.getOrDefault(name, "ordermig." + name);
    }
}
