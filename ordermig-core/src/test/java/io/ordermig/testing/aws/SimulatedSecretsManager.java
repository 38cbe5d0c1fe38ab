package io.ordermig.testing.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Secrets Manager: secrets by name and by ARN. A new value rotates: the one before stays as {@code AWSPREVIOUS}.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">
 *     GetSecretValue</a>
 */
public final class SimulatedSecretsManager implements SimulatedService {

    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";

    private final Clock clock;
    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final Operations operations =
            new Operations("secretsmanager").on("GetSecretValue", GetSecretValueRequest.class, this::getSecretValue);

    private record Version(String id, String value, Instant created, List<String> stages) {
        Version staged(String stage) {
            return new Version(id, value, created, List.of(stage));
        }
    }

    private record Secret(String name, String arn, List<Version> versions, boolean deleted) {}

    /** No secrets yet. */
    public SimulatedSecretsManager(Clock clock) {
        this.clock = clock;
    }

    /** Sets a secret, or rotates one that is there, and says its ARN. */
    public String put(String name, String value) {
        return secrets.compute(name, (key, old) -> rotated(key, value, old)).arn();
    }

    private Secret rotated(String name, String value, Secret old) {
        int number =
                old == null ? 1 : Integer.parseInt(old.versions().get(0).id().substring(24)) + 1;
        Version current = new Version(
                String.format("22222222-0000-4000-8000-%012d", number), value, clock.instant(), List.of(CURRENT));
        List<Version> versions = old == null
                ? List.of(current)
                : List.of(current, old.versions().get(0).staged(PREVIOUS));
        return new Secret(name, arn(name), versions, false);
    }

    /** Marks a secret for deletion: it can still be seen, and no longer be read. */
    public void delete(String name) {
        secrets.computeIfPresent(name, (key, old) -> new Secret(key, old.arn(), old.versions(), true));
    }

    private static String arn(String name) {
        return SimulatedAccount.arn("secretsmanager", "secret:" + name + "-Ab1Cd2");
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public SdkPojo answer(String operation, SdkPojo request) {
        return operations.answer(operation, request);
    }

    private GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        if (request.secretId() == null || request.secretId().isEmpty()) {
            throw new SimulatedError(400, "ValidationException", "Invalid length for parameter SecretId");
        }
        Secret secret = find(request.secretId());
        if (secret.deleted()) {
            throw new SimulatedError(
                    400,
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        Version version = version(secret, request);
        return GetSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version.id())
                .secretString(version.value())
                .versionStages(version.stages())
                .createdDate(version.created())
                .build();
    }

    /** By name, by ARN, or by the ARN without its random ending. */
    private Secret find(String id) {
        return secrets.values().stream()
                .filter(secret -> secret.name().equals(id)
                        || secret.arn().equals(id)
                        || secret.arn().substring(0, secret.arn().length() - 7).equals(id))
                .findFirst()
                .orElseThrow(() -> notFound("Secrets Manager can't find the specified secret."));
    }

    private static Version version(Secret secret, GetSecretValueRequest request) {
        String stage = request.versionStage() == null && request.versionId() == null ? CURRENT : request.versionStage();
        return secret.versions().stream()
                .filter(each -> stage == null || each.stages().contains(stage))
                .filter(each -> request.versionId() == null || each.id().equals(request.versionId()))
                .findFirst()
                .orElseThrow(() -> notFound("Secrets Manager can't find the specified secret value for "
                        + (stage == null ? "VersionId: " + request.versionId() : "staging label: " + stage)));
    }

    private static SimulatedError notFound(String message) {
        return new SimulatedError(400, "ResourceNotFoundException", message);
    }
}
