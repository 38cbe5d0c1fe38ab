package io.ordermig.dynamo.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Changes as migrations want them. */
final class Wanted {

    private Wanted() {}

    /** A table on demand, by {@code id}. */
    static CreateTableRequest.Builder table(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("id"))
                .keySchema(hash("id"));
    }

    /** The same, provisioned. */
    static CreateTableRequest.Builder provisioned(String name) {
        return table(name).billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(5, 5));
    }

    static UpdateTableRequest.Builder update(String name) {
        return UpdateTableRequest.builder().tableName(name);
    }

    static UpdateTableRequest indexes(String name, GlobalSecondaryIndexUpdate... updates) {
        List<AttributeDefinition> definitions = new ArrayList<>(List.of(text("id")));
        for (GlobalSecondaryIndexUpdate update : updates) {
            if (update.create() != null) {
                definitions.add(text(update.create().keySchema().get(0).attributeName()));
            }
        }
        return update(name)
                .attributeDefinitions(definitions.stream().distinct().toList())
                .globalSecondaryIndexUpdates(updates)
                .build();
    }

    /** An index {@code by_<attribute>} of all attributes. */
    static GlobalSecondaryIndexUpdate index(String attribute) {
        return index("by_" + attribute, attribute);
    }

    static GlobalSecondaryIndexUpdate index(String name, String attribute) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(index -> index.indexName(name)
                        .keySchema(hash(attribute))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL)))
                .build();
    }

    static GlobalSecondaryIndexUpdate noIndex(String name) {
        return GlobalSecondaryIndexUpdate.builder()
                .delete(index -> index.indexName(name))
                .build();
    }

    static GlobalSecondaryIndexUpdate indexUnits(String name, long read, long write) {
        return GlobalSecondaryIndexUpdate.builder()
                .update(index -> index.indexName(name).provisionedThroughput(units(read, write)))
                .build();
    }

    static StreamSpecification stream(StreamViewType view) {
        return StreamSpecification.builder()
                .streamEnabled(true)
                .streamViewType(view)
                .build();
    }

    static UpdateTimeToLiveRequest expiry(String table, String attribute, boolean enabled) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(table)
                .timeToLiveSpecification(
                        expiry -> expiry.attributeName(attribute).enabled(enabled))
                .build();
    }

    static DeleteTableRequest noTable(String name) {
        return DeleteTableRequest.builder().tableName(name).build();
    }

    static BatchWriteItemRequest items(String table, int count) {
        List<WriteRequest> writes = IntStream.range(0, count)
                .mapToObj(number -> put("item" + number))
                .toList();
        return BatchWriteItemRequest.builder()
                .requestItems(Map.of(table, writes))
                .build();
    }

    static WriteRequest put(String id) {
        return WriteRequest.builder()
                .putRequest(put -> put.item(Map.of("id", AttributeValue.fromS(id))))
                .build();
    }

    static WriteRequest delete(String id) {
        return WriteRequest.builder()
                .deleteRequest(delete -> delete.key(Map.of("id", AttributeValue.fromS(id))))
                .build();
    }

    static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    static ProvisionedThroughput units(long read, long write) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(read)
                .writeCapacityUnits(write)
                .build();
    }
}
