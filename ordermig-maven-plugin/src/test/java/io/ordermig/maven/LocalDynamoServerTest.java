package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordermig.config.Settings;
import io.ordermig.local.LocalDynamoConfig;
import io.ordermig.problem.OrdermigException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResult;
import org.junit.jupiter.api.Test;

class LocalDynamoServerTest {

    private static final Dependency MANAGED =
            new Dependency(new DefaultArtifact("software.amazon.awssdk:pinpoint:2.40.2"), "compile");

    private final List<CollectRequest> asked = new ArrayList<>();
    private final List<String> boms = new ArrayList<>();

    @Test
    void resolvesWithAnSdkThatCanBeHad() {
        LocalDynamoConfig config = server(this::answer).config(settings());

        assertThat(boms).containsExactly("software.amazon.awssdk:bom:pom:2.40.2");
        CollectRequest request = asked.get(0);
        assertThat(request.getDependencies().get(0).getArtifact())
                .hasToString("software.amazon.dynamodb:DynamoDBLocal:jar:3.3.1");
        assertThat(request.getDependencies().get(0).getExclusions())
                .extracting("artifactId")
                .contains("netty-nio-client");
        assertThat(request.getManagedDependencies()).containsExactly(MANAGED);
        // It would ask for its own SDK then.
        assertThat(request.getRoot()).isNull();
        assertThat(config)
                .isEqualTo(new LocalDynamoConfig(
                        Path.of("kept"), List.of(Path.of("dynamo.jar")), 0, Duration.ofMinutes(1), 256));
    }

    @Test
    void anotherVersionAndOtherLimitsCanBeAskedFor() {
        LocalDynamoConfig config = server(this::answer)
                .config(settings()
                        .put("localDynamoVersion", "3.4.0")
                        .put("localDynamoSdkVersion", "2.50.0")
                        .put("localDynamoPort", "8000")
                        .put("localDynamoMemory", "512")
                        .put("localStartTimeout", "20s"));

        assertThat(boms).containsExactly("software.amazon.awssdk:bom:pom:2.50.0");
        assertThat(asked.get(0).getDependencies().get(0).getArtifact().getVersion())
                .isEqualTo("3.4.0");
        assertThat(config.port()).isEqualTo(8000);
        assertThat(config.memory()).isEqualTo(512);
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void saysWhatCannotBeHad() {
        LocalDynamoServer server = server((proxy, method, arguments) -> {
            throw new ArtifactDescriptorException(
                    new ArtifactDescriptorResult((ArtifactDescriptorRequest) arguments[1]), "no bom for you");
        });
        assertThatExceptionOfType(OrdermigException.class)
                .isThrownBy(() -> server.config(settings()))
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(PluginProblem.DYNAMO_UNRESOLVED);
                    assertThat(e.getMessage())
                            .contains("software.amazon.dynamodb:DynamoDBLocal:3.3.1", "no bom for you");
                    assertThat(e).hasCauseInstanceOf(ArtifactDescriptorException.class);
                });
    }

    @Test
    void usersGetTheVersionsThatTheTestsRunOn() throws Exception {
        assertThat(Files.readString(Path.of("../pom.xml")))
                .contains(
                        "<version.dynamodb-local>" + LocalDynamoServer.VERSION + "</version.dynamodb-local>",
                        "<version.dynamodb-local-sdk>" + LocalDynamoServer.SDK_VERSION
                                + "</version.dynamodb-local-sdk>");
    }

    private static Settings settings() {
        return new Settings().put("localDirectory", "kept");
    }

    private static LocalDynamoServer server(InvocationHandler answers) {
        RepositorySystem system = (RepositorySystem) Proxy.newProxyInstance(
                LocalDynamoServerTest.class.getClassLoader(), new Class<?>[] {RepositorySystem.class}, answers);
        return new LocalDynamoServer(system, new DefaultRepositorySystemSession(), List.of());
    }

    private Object answer(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        if (arguments[1] instanceof ArtifactDescriptorRequest bom) {
            var of = bom.getArtifact();
            boms.add(of.getGroupId() + ":" + of.getArtifactId() + ":" + of.getExtension() + ":" + of.getVersion());
            return new ArtifactDescriptorResult(bom).setManagedDependencies(List.of(MANAGED));
        }
        DependencyRequest request = (DependencyRequest) arguments[1];
        asked.add(request.getCollectRequest());
        ArtifactResult found = new ArtifactResult(new ArtifactRequest())
                .setArtifact(request.getCollectRequest()
                        .getDependencies()
                        .get(0)
                        .getArtifact()
                        .setFile(Path.of("dynamo.jar").toFile()));
        return new DependencyResult(request).setArtifactResults(List.of(found));
    }
}
