package io.ordermig.testing.aws;

import io.ordermig.testing.aws.wire.ContractViolation;
import io.ordermig.testing.aws.wire.ServiceModel;
import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services that the simulator has, with the SDK's models of them. */
final class Directory {

    /** The client of each service that can be simulated. Another service is another line. */
    private static final Map<String, Class<? extends SdkClient>> CLIENTS = Map.of(
            "rds", RdsClient.class,
            "sns", SnsClient.class,
            "cloudwatch", CloudWatchClient.class,
            "ssm", SsmClient.class,
            "secretsmanager", SecretsManagerClient.class,
            "sts", StsClient.class,
            "dynamodb", DynamoDbClient.class);

    /** Read once: they do not change, and clients have up to two hundred operations. */
    private static final Map<String, ServiceModel> MODELS = new ConcurrentHashMap<>();

    private final Map<String, SimulatedService> services = new HashMap<>();

    /** These services; of two with one name, the later one. */
    Directory(List<SimulatedService> services) {
        services.forEach(service -> this.services.put(service.name(), service));
    }

    /** The SDK's model of a service. */
    static ServiceModel model(String service) {
        return MODELS.computeIfAbsent(
                service,
                name -> new ServiceModel(Optional.ofNullable(CLIENTS.get(name))
                        .orElseThrow(() -> new IllegalArgumentException("No client is known for " + name + "."))));
    }

    Collection<SimulatedService> services() {
        return services.values();
    }

    /** The service that signatures call so. */
    SimulatedService service(String signingName) throws ContractViolation {
        return services.values().stream()
                .filter(service -> model(service.name()).signingName().equals(signingName))
                .findFirst()
                .orElseThrow(() -> new ContractViolation(
                        "SimulatorUnknownService", "The simulator has no service " + signingName + "."));
    }

    Operation operation(SimulatedService service, String name) throws ContractViolation {
        return model(service.name())
                .operation(name)
                .orElseThrow(() -> new ContractViolation(
                        "InvalidAction", "The SDK's model of " + service.name() + " has no operation " + name + "."));
    }
}
