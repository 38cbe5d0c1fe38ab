package io.ordermig.testing.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An IAM action that a call needs, and on what.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization
 *     Reference</a>
 */
record IamAction(String name, String resource) {

    /** Anybody may ask who they are, whatever the policies say. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    /** The members of requests that name what is acted on, in the order in which they are looked for. */
    private static final List<Named> RESOURCES = List.of(
            new Named("rds", "TargetDBClusterSnapshotIdentifier", "cluster-snapshot:"),
            new Named("rds", "TargetDBSnapshotIdentifier", "snapshot:"),
            new Named("rds", "TargetDBInstanceIdentifier", "db:"),
            new Named("rds", "DBClusterSnapshotIdentifier", "cluster-snapshot:"),
            new Named("rds", "DBSnapshotIdentifier", "snapshot:"),
            new Named("rds", "DBInstanceIdentifier", "db:"),
            new Named("rds", "DBClusterIdentifier", "cluster:"),
            new Named("rds", "ResourceName", ""),
            new Named("sns", "TopicArn", ""),
            new Named("sts", "RoleArn", ""),
            new Named("ssm", "Name", "parameter/"),
            new Named("ssm", "Path", "parameter/"),
            new Named("secretsmanager", "SecretId", "secret:"),
            new Named("dynamodb", "TableName", "table/"));

    private static final Map<String, String> PARTS = Map.of(
            "Get", "GetItem",
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem");

    private record Named(String service, String member, String prefix) {
        Optional<String> arn(String calledService, String operation, SdkPojo request) {
            // What a restore reads is not what it makes.
            boolean source = operation.startsWith("Restore") && member.contains("Snapshot");
            if (!service.equals(calledService) || source) {
                return Optional.empty();
            }
            return text(request, member)
                    .map(name -> name.startsWith("arn:")
                            ? name
                            : SimulatedAccount.arn(service, (prefix + name).replace("//", "/")));
        }
    }

    /** What a call needs. */
    static List<IamAction> of(String service, String operation, SdkPojo request) {
        String name = service + ":" + operation;
        String resource = RESOURCES.stream()
                .flatMap(named -> named.arn(service, operation, request).stream())
                .findFirst()
                .orElse("*");
        List<IamAction> actions = new ArrayList<>();
        if (service.equals("dynamodb") && operation.startsWith("Transact")) {
            // No action of its own: those of its parts govern it.
            parts(request).forEach(actions::add);
            return actions;
        }
        if (!FREE.contains(name)) {
            actions.add(new IamAction(name, resource));
        }
        if (service.equals("rds")) {
            addDependents(actions, operation, request, resource);
        }
        if (name.equals("dynamodb:CreateTable") && value(request, "Tags").isPresent()) {
            actions.add(new IamAction("dynamodb:TagResource", resource));
        }
        return actions;
    }

    private static Stream<IamAction> parts(SdkPojo transaction) {
        return value(transaction, "TransactItems").stream()
                .flatMap(items -> ((List<?>) items).stream())
                .map(SdkPojo.class::cast)
                .flatMap(item -> item.sdkFields().stream().flatMap(field -> part(item, field)))
                .distinct();
    }

    private static Stream<IamAction> part(SdkPojo item, SdkField<?> field) {
        Object part = field.getValueOrDefault(item);
        return part == null ? Stream.empty() : of("dynamodb", PARTS.get(field.memberName()), (SdkPojo) part).stream();
    }

    private static void addDependents(List<IamAction> actions, String operation, SdkPojo request, String resource) {
        boolean makes =
                operation.startsWith("Create") || operation.startsWith("Restore") || operation.startsWith("Copy");
        if (makes && value(request, "Tags").isPresent()) {
            actions.add(new IamAction("rds:AddTagsToResource", resource));
        }
        for (String role : List.of("MonitoringRoleArn", "RoleArn")) {
            text(request, role).ifPresent(arn -> actions.add(new IamAction("iam:PassRole", arn)));
        }
    }

    private static Optional<String> text(SdkPojo request, String member) {
        return value(request, member).map(Object::toString);
    }

    private static Optional<Object> value(SdkPojo request, String member) {
        SdkField<?> field = request.sdkFieldNameToField().get(member);
        Object value = field == null ? null : field.getValueOrDefault(request);
        return value instanceof List<?> list && list.isEmpty() ? Optional.empty() : Optional.ofNullable(value);
    }
}
