package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The operations on items: whether the table can be read and written is for the simulator to say, all else for a DynamoDB
 * Local, whose answers and errors are passed on as they are.
 */
final class TableItems {

    private static final int LARGEST_BATCH = 25;

    private final SimulatedDynamo dynamo;
    private final ItemStore store;
    private final Map<String, BiFunction<DynamoDbClient, SdkPojo, SdkPojo>> calls = new HashMap<>();

    TableItems(SimulatedDynamo dynamo, ItemStore store) {
        this.dynamo = dynamo;
        this.store = store;
        pass("GetItem", GetItemRequest.class, DynamoDbClient::getItem);
        pass("PutItem", PutItemRequest.class, DynamoDbClient::putItem);
        pass("UpdateItem", UpdateItemRequest.class, DynamoDbClient::updateItem);
        pass("DeleteItem", DeleteItemRequest.class, DynamoDbClient::deleteItem);
        pass("Query", QueryRequest.class, DynamoDbClient::query);
        pass("Scan", ScanRequest.class, DynamoDbClient::scan);
        pass("BatchGetItem", BatchGetItemRequest.class, DynamoDbClient::batchGetItem);
        pass("BatchWriteItem", BatchWriteItemRequest.class, this::batch);
        pass("TransactGetItems", TransactGetItemsRequest.class, DynamoDbClient::transactGetItems);
        pass("TransactWriteItems", TransactWriteItemsRequest.class, DynamoDbClient::transactWriteItems);
    }

    private <T extends SdkPojo> void pass(
            String operation, Class<T> type, BiFunction<DynamoDbClient, T, SdkPojo> call) {
        calls.put(operation, (client, request) -> call.apply(client, type.cast(request)));
    }

    boolean know(String operation) {
        return calls.containsKey(operation);
    }

    /** Makes sure that the tables and the index of a request can be used now, and that they are in the store. */
    DynamoDbClient prepare(SdkPojo request) {
        List<SimulatedTable> tables =
                tables(request).distinct().map(this::table).toList();
        index(request)
                .flatMap(name -> tables.get(0).index(name))
                .filter(index -> index.indexStatus() == IndexStatus.CREATING)
                .ifPresent(index -> {
                    throw DynamoErrors.validation(
                            "Cannot read from backfilling global secondary index: " + index.indexName());
                });
        tables.forEach(store::match);
        return store.client();
    }

    SdkPojo answer(String operation, DynamoDbClient client, SdkPojo request) {
        try {
            return calls.get(operation).apply(client, request);
        } catch (DynamoDbException e) {
            throw SimulatedError.passedOn(e);
        }
    }

    private SimulatedTable table(String name) {
        SimulatedTable table = dynamo.find(name).orElseThrow(DynamoErrors::notFound);
        TableStatus status = table.shown.tableStatus();
        if (status != TableStatus.ACTIVE && status != TableStatus.UPDATING) {
            throw DynamoErrors.notFound();
        }
        return table;
    }

    @SuppressWarnings("unchecked")
    private static Stream<String> tables(SdkPojo request) {
        return request.sdkFields().stream().flatMap((SdkField<?> field) -> {
            Object value = field.getValueOrDefault(request);
            return switch (field.memberName()) {
                case "TableName" -> Stream.ofNullable((String) value);
                case "RequestItems" -> ((Map<String, ?>) value).keySet().stream();
                case "TransactItems" -> ((List<SdkPojo>) value).stream().flatMap(TableItems::tables);
                default -> value instanceof SdkPojo part ? tables(part) : Stream.empty();
            };
        });
    }

    private static Optional<String> index(SdkPojo request) {
        if (request instanceof QueryRequest query) {
            return Optional.ofNullable(query.indexName());
        }
        return request instanceof ScanRequest scan ? Optional.ofNullable(scan.indexName()) : Optional.empty();
    }

    private SdkPojo batch(DynamoDbClient client, BatchWriteItemRequest request) {
        int count =
                request.requestItems().values().stream().mapToInt(List::size).sum();
        Map<String, List<WriteRequest>> taken = new LinkedHashMap<>();
        Map<String, List<WriteRequest>> left = new LinkedHashMap<>();
        if (count <= LARGEST_BATCH) {
            request.requestItems()
                    .forEach((table, writes) ->
                            writes.forEach(write -> add(dynamo.takesAnother() ? taken : left, table, List.of(write))));
        }
        if (left.isEmpty()) {
            return client.batchWriteItem(request);
        }
        BatchWriteItemResponse response = taken.isEmpty()
                ? BatchWriteItemResponse.builder().build()
                : client.batchWriteItem(request.toBuilder().requestItems(taken).build());
        response.unprocessedItems().forEach((table, writes) -> add(left, table, writes));
        return response.toBuilder().unprocessedItems(left).build();
    }

    private static void add(Map<String, List<WriteRequest>> all, String table, List<WriteRequest> writes) {
        all.computeIfAbsent(table, name -> new ArrayList<>()).addAll(writes);
    }
}
