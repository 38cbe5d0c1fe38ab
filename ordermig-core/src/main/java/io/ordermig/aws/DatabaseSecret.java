package io.ordermig.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ordermig.config.LoginSource;
import io.ordermig.config.Secret;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * A secret in the form that RDS uses: {@code username} and {@code password}, and unless RDS manages it itself also
 * {@code host}, {@code port}, {@code dbname}. A login from it follows a rotation: when the server refuses it, the secret
 * is read again. Source: AWS Secrets Manager User Guide, JSON structure of database secrets. Thread-safe.
 */
public final class DatabaseSecret implements LoginSource {

    private static final int ARN_REGION = 3;

    private final Aws aws;
    private final String id;
    private Map<String, String> fields;

    private DatabaseSecret(Aws aws, String id, Map<String, String> fields) {
        this.aws = aws;
        this.id = id;
        this.fields = fields;
    }

    /**
     * Reads a secret.
     *
     * @param id its ARN or name
     * @throws OrdermigException when it cannot be read or has no user name and password
     */
    public static DatabaseSecret read(Aws aws, String id) {
        return new DatabaseSecret(aws, id, fetch(aws, id));
    }

    @Override
    public synchronized Login current() {
        return new Login(text("username").orElse(""), Secret.of(text("password").orElse("")));
    }

    @Override
    public synchronized boolean renew() {
        Login before = current();
        fields = fetch(aws, id);
        return !current().equals(before);
    }

    @Override
    public String advice() {
        return "Correct user name and password in the secret " + id + ", or finish its rotation.";
    }

    /** Where the database is, as a JDBC URL; empty when the secret does not say. */
    synchronized Optional<String> url() {
        return text("host")
                .map(host -> "jdbc:postgresql://" + host + ":" + text("port").orElse("5432") + "/"
                        + text("dbname").orElse(""));
    }

    /** The identifier of the instance or cluster; empty when the secret does not say. */
    synchronized Optional<String> instance() {
        return text("dbInstanceIdentifier").or(() -> text("dbClusterIdentifier"));
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).filter(value -> !value.isBlank());
    }

    private static Map<String, String> fetch(Aws aws, String id) {
        Map<String, String> fields = parse(id, value(aws, id));
        if (!fields.containsKey("username") || !fields.containsKey("password")) {
            throw unusable(id, "It lacks username or password.", null);
        }
        String engine = fields.getOrDefault("engine", "postgres");
        if (!engine.contains("postgres")) {
            throw unusable(id, "It is of a database of the engine " + engine + ".", null);
        }
        return fields;
    }

    private static @Nullable String value(Aws aws, String id) {
        String[] arn = id.split(":", -1);
        String region = id.startsWith("arn:") && arn.length > ARN_REGION ? arn[ARN_REGION] : "";
        try (SecretsManagerClient client = aws.client(SecretsManagerClient.builder(), region, Aws.CALL)) {
            GetSecretValueResponse answer = Aws.call("secretsmanager:GetSecretValue", () -> {
                try {
                    return client.getSecretValue(request -> request.secretId(id));
                } catch (ResourceNotFoundException e) {
                    throw unusable(id, "There is no secret of that name in the region.", e);
                } catch (DecryptionFailureException e) {
                    throw unusable(id, "It cannot be decrypted; the credentials need kms:Decrypt for its key.", e);
                }
            });
            return answer.secretString();
        }
    }

    /** Only texts and numbers at the top; what else a secret holds is nobody's business here. */
    private static Map<String, String> parse(String id, @Nullable String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json == null ? "" : json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unusable(id, "Its value is not a JSON object.", null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isStructStart()) {
                    parser.skipChildren();
                } else {
                    fields.put(name, String.valueOf(parser.getText()));
                }
            }
            return fields;
        } catch (IOException e) {
            // The parser's message quotes what it met, so it is not kept.
            throw unusable(id, "Its value is not a JSON object.", null);
        }
    }

    private static OrdermigException unusable(String id, String why, @Nullable Exception cause) {
        return new OrdermigException(
                Problem.of(AwsProblem.SECRET_UNUSABLE, "The secret with the database login cannot be used.")
                        .where("secret " + id)
                        .detail(why)
                        .fix("Correct secretArn or the secret: a JSON object with username and password, and host, port"
                                + " and dbname unless url is given.")
                        .build(),
                cause);
    }
}
