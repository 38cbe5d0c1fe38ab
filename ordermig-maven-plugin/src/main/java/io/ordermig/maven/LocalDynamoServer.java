package io.ordermig.maven;

import io.ordermig.config.Settings;
import io.ordermig.local.LocalDynamoConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.DependencyRequest;

/**
 * Resolves DynamoDB Local for a program of its own, and says where it keeps its things. It is a dependency of nothing:
 * its licence forbids to hand it on or to combine it with other programs, so only who wants it has it resolved.
 */
final class LocalDynamoServer {

    /** The version of DynamoDB Local without a parameter. */
    static final String VERSION = "3.3.1";

    /** Of the SDK that its POM asks for, not every part that it needs was published; of this one they are. */
    static final String SDK_VERSION = "2.40.2";

    private static final String ARTIFACT = "software.amazon.dynamodb:DynamoDBLocal:";
    private static final String SDK_BOM = "software.amazon.awssdk:bom:pom:";

    /** It runs without these, and they are more than a third of what there would be to fetch. */
    private static final List<Exclusion> NOT_NEEDED = Stream.of(
                    "software.amazon.awssdk:cognitoidentity",
                    "software.amazon.awssdk:cognitoidentityprovider",
                    "software.amazon.awssdk:dynamodb-enhanced",
                    "software.amazon.awssdk:apache-client",
                    "software.amazon.awssdk:apache5-client",
                    "software.amazon.awssdk:netty-nio-client",
                    // of its own tests
                    "org.mockito:mockito-core",
                    // once more: those for all systems are in its own jar
                    "com.almworks.sqlite4java:libsqlite4java-linux-i386",
                    "com.almworks.sqlite4java:libsqlite4java-osx",
                    "com.almworks.sqlite4java:sqlite4java-win32-x64",
                    "com.almworks.sqlite4java:sqlite4java-win32-x86")
            .map(name -> name.split(":", 2))
            .map(name -> new Exclusion(name[0], name[1], "*", "*"))
            .toList();

    private final RepositorySystem repositorySystem;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    LocalDynamoServer(
            RepositorySystem repositorySystem, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.repositorySystem = repositorySystem;
        this.session = session;
        this.repositories = repositories;
    }

    LocalDynamoConfig config(Settings settings) {
        int port = settings.number("localDynamoPort", 0, 0, 65_535);
        int memory = settings.number("localDynamoMemory", LocalDynamoConfig.DEFAULT_MEMORY, 64, 65_536);
        Duration startTimeout = settings.duration("localStartTimeout", Duration.ofMinutes(1));
        settings.check();
        return new LocalDynamoConfig(
                Path.of(settings.text("localDirectory", "")),
                classPath(
                        ARTIFACT + settings.text("localDynamoVersion", VERSION),
                        SDK_BOM + settings.text("localDynamoSdkVersion", SDK_VERSION)),
                port,
                startTimeout,
                memory);
    }

    private List<Path> classPath(String artifact, String bom) {
        try {
            // No root: versions of what a root depends on itself are not managed, and DynamoDB Local names its SDK
            // there.
            CollectRequest what = new CollectRequest()
                    .addDependency(new Dependency(new DefaultArtifact(artifact), "runtime", false, NOT_NEEDED))
                    .setManagedDependencies(managed(bom))
                    .setRepositories(repositories);
            return repositorySystem
                    .resolveDependencies(session, new DependencyRequest(what, null))
                    .getArtifactResults()
                    .stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (RepositoryException e) {
            throw new OrdermigException(unresolved(artifact, String.valueOf(e.getMessage())), e);
        }
    }

    private Problem unresolved(String where, String why) {
        Problem.Builder problem = Problem.of(PluginProblem.DYNAMO_UNRESOLVED, "DynamoDB Local cannot be had.")
                .where(where)
                .detail(why);
        if (session.isOffline()) {
            problem.fix("Run it once without -o (--offline), so that it can be fetched.");
        }
        return problem.fix(Remedy.set("localDynamoVersion", "<version>", "if there is no such version"))
                .fix(Remedy.set(
                        "localDynamoSdkVersion",
                        "<version>",
                        "to run it on another version of the AWS SDK, if a part of the SDK is missing"))
                .repeat(Repeat.SAFE)
                .build();
    }

    private List<Dependency> managed(String bom) throws RepositoryException {
        List<Dependency> managed = repositorySystem
                .readArtifactDescriptor(
                        session, new ArtifactDescriptorRequest(new DefaultArtifact(bom), repositories, null))
                .getManagedDependencies();
        if (managed.isEmpty()) {
            // Maven only warns of a POM that is missing, and takes it for an empty one.
            throw new OrdermigException(unresolved(bom, "It is missing, or has no versions."));
        }
        return managed;
    }
}
