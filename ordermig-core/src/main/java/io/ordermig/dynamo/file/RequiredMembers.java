package io.ordermig.dynamo.file;

import java.util.List;
import java.util.Map;

/**
 * What the API marks as required. The SDK does not carry it, so it is written down here; what a later API adds is left to
 * DynamoDB to demand.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html">API
 *     Reference</a>
 */
final class RequiredMembers {

    private static final List<String> INDEX = List.of("IndexName", "KeySchema", "Projection");
    private static final List<String> REGION = List.of("RegionName");

    private static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("CreateTableRequest", List.of("TableName")),
            Map.entry("UpdateTableRequest", List.of("TableName")),
            Map.entry("DeleteTableRequest", List.of("TableName")),
            Map.entry("UpdateTimeToLiveRequest", List.of("TableName", "TimeToLiveSpecification")),
            Map.entry("UpdateContinuousBackupsRequest", List.of("TableName", "PointInTimeRecoverySpecification")),
            Map.entry("TagResourceRequest", List.of("ResourceArn", "Tags")),
            Map.entry("UntagResourceRequest", List.of("ResourceArn", "TagKeys")),
            Map.entry("PutItemRequest", List.of("TableName", "Item")),
            Map.entry("BatchWriteItemRequest", List.of("RequestItems")),
            Map.entry("AttributeDefinition", List.of("AttributeName", "AttributeType")),
            Map.entry("KeySchemaElement", List.of("AttributeName", "KeyType")),
            Map.entry("LocalSecondaryIndex", INDEX),
            Map.entry("GlobalSecondaryIndex", INDEX),
            Map.entry("CreateGlobalSecondaryIndexAction", INDEX),
            Map.entry("UpdateGlobalSecondaryIndexAction", List.of("IndexName")),
            Map.entry("DeleteGlobalSecondaryIndexAction", List.of("IndexName")),
            Map.entry("ProvisionedThroughput", List.of("ReadCapacityUnits", "WriteCapacityUnits")),
            Map.entry("StreamSpecification", List.of("StreamEnabled")),
            Map.entry("Tag", List.of("Key", "Value")),
            Map.entry("TimeToLiveSpecification", List.of("Enabled", "AttributeName")),
            Map.entry("PointInTimeRecoverySpecification", List.of("PointInTimeRecoveryEnabled")),
            Map.entry("CreateReplicationGroupMemberAction", REGION),
            Map.entry("UpdateReplicationGroupMemberAction", REGION),
            Map.entry("DeleteReplicationGroupMemberAction", REGION),
            Map.entry("CreateGlobalTableWitnessGroupMemberAction", REGION),
            Map.entry("DeleteGlobalTableWitnessGroupMemberAction", REGION),
            Map.entry("ReplicaGlobalSecondaryIndex", List.of("IndexName")),
            Map.entry("PutRequest", List.of("Item")),
            Map.entry("DeleteRequest", List.of("Key")));

    private RequiredMembers() {}

    /** The required members of a shape, in the order to name them. */
    static List<String> of(String shape) {
        return OF.getOrDefault(shape, List.of());
    }
}
