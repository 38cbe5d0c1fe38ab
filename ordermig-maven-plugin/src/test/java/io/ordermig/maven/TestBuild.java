package io.ordermig.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;

/** A build of one project, as Maven shows it to a goal: Maven's own classes, filled by hand. */
final class TestBuild {

    private final DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    private final RepositorySystemSession repositories = new DefaultRepositorySystemSession();
    private final MavenProject project;
    private final PluginDescriptor plugin = descriptor();

    private TestBuild(Path folder, Model model) {
        project = new MavenProject(model);
        project.setOriginalModel(model);
        project.setFile(folder.resolve("pom.xml").toFile());
        project.setExecutionRoot(true);
        project.getBuild().setDirectory(folder.resolve("target").toString());
        project.getBuild().setOutputDirectory(folder.resolve("target/classes").toString());
        request.setUserProperties(new Properties());
        request.setSystemProperties(new Properties());
        request.setBaseDirectory(folder.toFile());
    }

    /** A project in a folder that need not exist. */
    static TestBuild in(Path folder) {
        return of(folder, "");
    }

    /**
     * A project in a folder.
     *
     * @param pom what its POM holds, beside its coordinates
     */
    static TestBuild of(Path folder, String pom) {
        String text = "<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId>"
                + "<artifactId>orders</artifactId><version>1</version>" + pom + "</project>";
        try {
            return new TestBuild(folder, new MavenXpp3Reader().read(new StringReader(text)));
        } catch (IOException | XmlPullParserException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A POM's section that lists the plugin with a configuration. */
    static String configured(String configuration) {
        return "<build><plugins><plugin><groupId>io.ordermig</groupId>"
                + "<artifactId>ordermig-maven-plugin</artifactId><configuration>" + configuration
                + "</configuration></plugin></plugins></build>";
    }

    /** The plugin's descriptor, as it is built into its jar. */
    static PluginDescriptor descriptor() {
        try (InputStream in = TestBuild.class.getResourceAsStream("/META-INF/maven/plugin.xml");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            PluginDescriptor descriptor = new PluginDescriptorBuilder().build(reader);
            Plugin plugin = new Plugin();
            plugin.setGroupId(descriptor.getGroupId());
            plugin.setArtifactId(descriptor.getArtifactId());
            plugin.setVersion(descriptor.getVersion());
            descriptor.setPlugin(plugin);
            return descriptor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlexusConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code -Dname=value}. */
    TestBuild with(String name, String value) {
        request.getUserProperties().setProperty(name, value);
        return this;
    }

    /** {@code -P id}; whether there is such a profile is another matter. */
    TestBuild requested(String... profiles) {
        request.setActiveProfiles(List.of(profiles));
        return this;
    }

    /** The profiles that have taken effect. */
    TestBuild active(String... profiles) {
        project.setInjectedProfileIds("pom", List.of(profiles));
        return this;
    }

    /** A profile in {@code settings.xml}. */
    TestBuild settingsProfile(String id) {
        Profile profile = new Profile();
        profile.setId(id);
        request.addProfile(profile);
        return this;
    }

    /** A server entry in {@code settings.xml}. */
    TestBuild server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        request.addServer(server);
        return this;
    }

    /** Where Maven was started. */
    TestBuild startedIn(Path folder) {
        request.setBaseDirectory(folder.toFile());
        return this;
    }

    DefaultMavenExecutionRequest request() {
        return request;
    }

    MavenProject project() {
        return project;
    }

    /** The session, with this project and others. */
    @SuppressWarnings("deprecation") // the other constructors are for Maven itself
    MavenSession session(MavenProject... others) {
        MavenSession session = new MavenSession(null, repositories, request, new DefaultMavenExecutionResult());
        List<MavenProject> all = new ArrayList<>(List.of(project));
        all.addAll(List.of(others));
        session.setProjects(all);
        return session;
    }

    MojoExecution execution(String goal) {
        return new MojoExecution(plugin.getMojo(goal));
    }
}
