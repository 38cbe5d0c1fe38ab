package io.ordermig.maven;

import io.ordermig.DynamoCases;
import io.ordermig.Ordermig;
import io.ordermig.config.DynamoConfig;
import io.ordermig.config.Settings;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that work on a store have in common: how AWS is reached, and who is told; and how the other store is looked at. */
@SuppressWarnings("unused") // parameters are read by ParameterFields, by their names
public abstract class AbstractStoreMojo extends AbstractLocalMojo {

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

    /** The ARN of the SNS topic that is told how a goal ended. Fallback: <code>migration-notification-topic</code> in Parameter Store. */
    @Parameter(property = "ordermig.notificationTopic")
    private @Nullable String notificationTopic;

    /** What the topic is told: <code>success</code>, <code>failure</code>, <code>restore</code>, <code>unchanged</code>. */
    @Parameter(property = "ordermig.notifyOn", defaultValue = "success,failure,restore")
    private String[] notifyOn;

    /** How long telling the topic may take. When it fails, that is a warning. */
    @Parameter(property = "ordermig.notificationTimeout", defaultValue = "10s")
    private @Nullable String notificationTimeout;

    /** Whether figures are published to CloudWatch: <code>true</code>, <code>false</code>, or <code>auto</code> when the environment uses AWS anyway. */
    @Parameter(property = "ordermig.metrics", defaultValue = "auto")
    private @Nullable String metrics;

    /** The CloudWatch namespace of the figures. */
    @Parameter(property = "ordermig.metricsNamespace", defaultValue = "OrderService/Migrations")
    private @Nullable String metricsNamespace;

    /** How long publishing them may take. When it fails, that is a warning. */
    @Parameter(property = "ordermig.metricsTimeout", defaultValue = "10s")
    private @Nullable String metricsTimeout;

    /** For the goals. */
    protected AbstractStoreMojo() {}

    /** The local servers are nobody's but the developer's: what the POM says of AWS is not for them. */
    static void withoutAws(Settings settings) {
        List.of("parameterPath", "secretArn", "iamAuth", "notificationTopic", "dbInstanceId")
                .forEach(settings::unset);
        settings.put("metrics", "false");
    }

    /** What a goal does with DynamoDB. */
    @FunctionalInterface
    interface DynamoWork {
        void on(DynamoCases dynamo, Ordermig ordermig);
    }

    /** Connects parameters, project classes and, for a local environment, DynamoDB Local; then works. */
    final void withDynamo(GoalContext context, DynamoWork work) throws MojoExecutionException {
        Credentials.completePlaceholders(context.settings(), session(), project());
        DynamoConfig config = dynamoConfig(context);
        try (URLClassLoader classes = ProjectClasses.of(project())) {
            Ordermig ordermig = ordermig(context);
            work.on(ordermig.dynamo(config, classes), ordermig);
        } catch (IOException e) {
            throw classPath(e);
        }
    }

    /**
     * Whether the project has DynamoDB migrations. Nothing is started or asked.
     *
     * @throws io.ordermig.problem.OrdermigException with all that is wrong with their files
     */
    final boolean hasDynamoMigrations(GoalContext context) throws MojoExecutionException {
        Settings settings = context.settings()
                .copy()
                .put("baseFolder", String.valueOf(project().getBasedir()));
        Credentials.completePlaceholders(settings, session(), project());
        DynamoConfig config = DynamoConfig.from(settings, context.environment());
        settings.check();
        try (URLClassLoader classes = ProjectClasses.of(project())) {
            return ordermig(context).dynamo(config, classes).hasMigrations();
        } catch (IOException e) {
            throw classPath(e);
        }
    }

    private static MojoExecutionException classPath(IOException e) {
        return new MojoExecutionException("The class path of the project could not be closed.", e);
    }

    private DynamoConfig dynamoConfig(GoalContext context) {
        Settings settings = context.settings();
        settings.put("baseFolder", String.valueOf(project().getBasedir()));
        boolean local = context.environment().equals("local");
        if (local) {
            withoutAws(settings);
        }
        DynamoConfig given = DynamoConfig.from(settings, context.environment());
        runConfig(context, settings);
        StaleScripts.ofDynamo(project()).check(settings);
        boolean started = local && given.endpoint().isEmpty();
        if (started && !hasLocalDynamo(settings)) {
            settings.problem(noLocalDynamo());
        }
        settings.check();
        if (started) {
            settings.put(
                    "dynamoEndpoint",
                    openLocalDynamo(ordermig(context), settings).endpoint().toString());
        } else if (!given.isLocal()) {
            Ordermig.completeTopic(settings, BuildRun.of(session(), context.environment()));
        }
        return DynamoConfig.from(settings, context.environment());
    }
}
