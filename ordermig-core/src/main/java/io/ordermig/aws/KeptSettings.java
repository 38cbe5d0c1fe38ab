package io.ordermig.aws;

import io.ordermig.config.AwsConfig;
import io.ordermig.config.ConfigProblem;
import io.ordermig.config.LoginSource;
import io.ordermig.config.Settings;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an environment keeps in AWS: under its path in Parameter Store the ARN of its secret, the identifier of its
 * instance and the ARN of its topic; in the secret the way into the database.
 */
public final class KeptSettings {

    private static final String TOPIC = "migration-notification-topic";

    /** Names below the path, and the parameters that they stand for. */
    private static final Map<String, String> KEPT =
            Map.of("db-secret-arn", "secretArn", "db-instance-id", "dbInstanceId", TOPIC, "notificationTopic");

    private KeptSettings() {}

    /**
     * Fills in what the settings leave open. What is set already stays.
     *
     * @return where logins come from; empty when that is not AWS
     * @throws OrdermigException when something cannot be read, with nothing changed
     */
    public static Optional<LoginSource> complete(Settings settings, Aws aws) {
        String path = AwsConfig.from(settings).parameterPath();
        if (!path.isEmpty()) {
            ParameterStore.read(aws, path, KEPT.keySet().stream().sorted().toList())
                    .forEach((name, value) -> settings.putIfUnset(KEPT.getOrDefault(name, name), value));
        }
        AwsConfig config = AwsConfig.from(settings);
        if (config.secretArn().isEmpty()) {
            return Optional.empty();
        }
        refuseTwoLogins(settings);
        DatabaseSecret secret = DatabaseSecret.read(aws, config.secretArn());
        secret.url().ifPresent(url -> settings.putIfUnset("url", url));
        secret.instance().ifPresent(id -> settings.putIfUnset("dbInstanceId", id));
        if (!settings.names().contains("url")) {
            throw new OrdermigException(
                    Problem.of(AwsProblem.SECRET_UNUSABLE, "The secret does not say where the database is.")
                            .where("secret " + config.secretArn())
                            .detail("It has no host; those that RDS manages itself have none.")
                            .fix(
                                    "Give the address as url, jdbc:postgresql://<host>:5432/<database>; the login stays the secret's.")
                            .build());
        }
        if (config.iamAuth()) {
            settings.putIfUnset("user", secret.current().user());
            return Optional.empty();
        }
        return Optional.of(secret);
    }

    /**
     * Fills in who is told, when the settings name a path and leave that open: all that DynamoDB needs of what is kept.
     *
     * @throws OrdermigException when it cannot be read, with nothing changed
     */
    public static void completeTopic(Settings settings, Supplier<Aws> aws) {
        String path = AwsConfig.from(settings).parameterPath();
        if (!path.isEmpty() && !settings.names().contains("notificationTopic")) {
            ParameterStore.read(aws.get(), path, List.of(TOPIC))
                    .forEach((name, value) -> settings.putIfUnset("notificationTopic", value));
        }
    }

    private static void refuseTwoLogins(Settings settings) {
        List<String> given = settings.names().stream()
                .filter(List.of("user", "password", "serverId")::contains)
                .toList();
        if (!given.isEmpty()) {
            throw new OrdermigException(Problem.of(
                            ConfigProblem.INVALID_VALUE,
                            "The login is given twice: by a secret, and by " + String.join(", ", given) + ".")
                    .where("parameters secretArn, " + String.join(", ", given))
                    .fix("Leave out the one that is not meant.")
                    .build());
        }
    }
}
