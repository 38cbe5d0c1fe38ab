package io.ordermig.dynamo.change;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Parts of tables in words. */
final class Sentences {

    private Sentences() {}

    /** {@code orderId HASH, timestamp RANGE}. */
    static String key(List<KeySchemaElement> key) {
        return key.stream()
                .map(part -> part.attributeName() + " " + part.keyTypeAsString())
                .collect(Collectors.joining(", "));
    }

    /** How a table is described to be, in a member of a request. */
    static String value(TableDescription table, String member) {
        return switch (member) {
            case "BillingMode" -> LiveTable.billingMode(table).toString();
            case "StreamSpecification" ->
                LiveTable.stream(table)
                        .map(stream -> stream.streamViewTypeAsString())
                        .orElse("none");
            case "TableClass" ->
                table.tableClassSummary() == null
                        ? "STANDARD"
                        : table.tableClassSummary().tableClassAsString();
            case "SSESpecification" ->
                table.sseDescription() == null
                        ? "DynamoDB's own key"
                        : table.sseDescription().statusAsString();
            case "ProvisionedThroughput" ->
                table.provisionedThroughput() == null
                        ? "none"
                        : table.provisionedThroughput().readCapacityUnits() + " read and "
                                + table.provisionedThroughput().writeCapacityUnits() + " write units";
            default -> Members.text(table, member).orElse("none");
        };
    }
}
