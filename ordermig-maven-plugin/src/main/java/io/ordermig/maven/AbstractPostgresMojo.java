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
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals that work on PostgreSQL have in common: how to get there, and how long things may take. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractPostgresMojo extends AbstractStoreMojo {

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

    /** The ARN or name of a secret in Secrets Manager in the form of RDS: user name and password, and host, port and database unless <code>url</code> is given. Read once more when the server refuses the login, as after a rotation. */
    @Parameter(property = "ordermig.secretArn")
    private @Nullable String secretArn;

    /** Whether the role logs in with RDS IAM tokens instead of a password, a fresh one for each connection. */
    @Parameter(property = "ordermig.iamAuth", defaultValue = "false")
    private @Nullable String iamAuth;

    @Inject
    private SettingsDecrypter decrypter;

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
}
