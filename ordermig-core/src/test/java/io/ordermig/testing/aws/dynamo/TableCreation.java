package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedAccount;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** CreateTable. */
final class TableCreation {

    private final SimulatedDynamo dynamo;

    TableCreation(SimulatedDynamo dynamo) {
        this.dynamo = dynamo;
    }

    SdkPojo create(CreateTableRequest request) {
        String name = request.tableName();
        if (dynamo.find(name).isPresent()) {
            throw DynamoErrors.inUse("Table already exists: " + name);
        }
        boolean onDemand = request.billingMode() == BillingMode.PAY_PER_REQUEST;
        if (onDemand == (request.provisionedThroughput() != null)) {
            throw DynamoErrors.invalidParameter("ReadCapacityUnits and WriteCapacityUnits");
        }
        SimulatedTable table = new SimulatedTable(described(request, onDemand));
        TableUpdates.requireDefinitions(table, request.attributeDefinitions());
        request.tags().forEach(tag -> table.tags.put(tag.key(), tag.value()));
        dynamo.add(table);
        table.after(dynamo.now(), dynamo.timings().create(), () -> {
            table.status(TableStatus.ACTIVE);
            List<GlobalSecondaryIndexDescription> indexes = table.shown.globalSecondaryIndexes();
            indexes.forEach(index -> table.change(index.indexName(), each -> each.indexStatus(IndexStatus.ACTIVE)));
        });
        return CreateTableResponse.builder().tableDescription(table.shown).build();
    }

    private TableDescription described(CreateTableRequest request, boolean onDemand) {
        TableDescription.Builder shown = TableDescription.builder()
                .tableName(request.tableName())
                .tableArn(SimulatedAccount.arn("dynamodb", "table/" + request.tableName()))
                .tableStatus(TableStatus.CREATING)
                .creationDateTime(dynamo.now())
                .itemCount(0L)
                .keySchema(request.keySchema())
                .attributeDefinitions(request.attributeDefinitions())
                .streamSpecification(request.streamSpecification())
                .deletionProtectionEnabled(Boolean.TRUE.equals(request.deletionProtectionEnabled()))
                .provisionedThroughput(
                        onDemand
                                ? SimulatedDynamo.units(0, 0)
                                : SimulatedDynamo.units(request.provisionedThroughput()));
        if (onDemand) {
            shown.billingModeSummary(summary ->
                    summary.billingMode(BillingMode.PAY_PER_REQUEST).lastUpdateToPayPerRequestDateTime(dynamo.now()));
        }
        if (request.hasGlobalSecondaryIndexes()) {
            shown.globalSecondaryIndexes(request.globalSecondaryIndexes().stream()
                    .map(index -> index(index, onDemand))
                    .toList());
        }
        if (request.hasLocalSecondaryIndexes()) {
            shown.localSecondaryIndexes(request.localSecondaryIndexes().stream()
                    .map(index -> LocalSecondaryIndexDescription.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        if (request.tableClass() != null) {
            shown.tableClassSummary(summary -> summary.tableClass(request.tableClass()));
        }
        return shown.build();
    }

    private static GlobalSecondaryIndexDescription index(GlobalSecondaryIndex index, boolean onDemand) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .provisionedThroughput(
                        onDemand ? SimulatedDynamo.units(0, 0) : SimulatedDynamo.units(index.provisionedThroughput()))
                .indexStatus(IndexStatus.CREATING)
                .itemCount(0L)
                .build();
    }
}
