package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class OperationsTest {

    private static DynamoDbRequest request(String text) {
        ReadText read = ReadText.of(text);
        assertThat(read.problems()).isEmpty();
        assertThat(read.operations()).hasSize(1);
        return ((DynamoOperation.Call) read.operations().get(0)).request();
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryMemberFromYaml(OperationKind kind) {
        Object filled = FilledRequests.filled(kind.builder());
        // by this schema NULL is no text, as it is not for most readers of YAML, so the name of that type is in quotes
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new CoreSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .build();
        String yaml = new Dump(settings).dumpToString(List.of(Map.of(kind.spelled(), FilledRequests.plain(filled))));

        assertThat(request(yaml)).isEqualTo(filled);
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryMemberFromJson(OperationKind kind) throws IOException {
        Object filled = FilledRequests.filled(kind.builder());
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.useDefaultPrettyPrinter();
            generator.enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            write(generator, List.of(Map.of(kind.spelled(), FilledRequests.plain(filled))));
        }

        assertThat(request(json.toString())).isEqualTo(filled);
        assertThat(request(json.toString().replace("  ", "\t"))).isEqualTo(filled);
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else {
            json.writePOJO(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "yes", "no", "2024-03-01", "1e3", "0x1F", "true", ".5", "12:30:45", "1_000", "-"})
    void keepsTextAsItIsWrittenWhereTheModelWantsText(String text) {
        PutItemRequest put = (PutItemRequest) request("- PutItem:\n    TableName: " + (text.equals("-") ? "'-'" : text)
                + "\n    Item: {id: {S: \"" + text + "\"}}");

        assertThat(put.tableName()).isEqualTo(text);
        assertThat(put.item()).isEqualTo(Map.of("id", AttributeValue.fromS(text)));
    }

    @Test
    void takesNumbersOfItemsWithAndWithoutQuotes() {
        PutItemRequest put = (PutItemRequest)
                request("- PutItem: {TableName: t, Item: {a: {N: 5}, b: {N: \"5\"}, c: {NS: [1, '2']}}}");

        assertThat(put.item().get("a")).isEqualTo(put.item().get("b")).isEqualTo(AttributeValue.fromN("5"));
        assertThat(put.item().get("c").ns()).containsExactly("1", "2");
    }

    @Test
    void keepsTheOrderAndTheLinesOfOperations() {
        ReadText read = ReadText.of("# two\n- DeleteTable:\n    TableName: a\n\n- DeleteTable: {TableName: b}\n");

        assertThat(read.operations()).extracting(DynamoOperation::line).containsExactly(2, 5);
    }

    @Test
    void readsTheTableOfTheOrderStatuses() {
        CreateTableRequest table = (CreateTableRequest) request("""
                        - CreateTable:
                            TableName: order_status_history
                            AttributeDefinitions:
                              - {AttributeName: orderId, AttributeType: S}
                              - {AttributeName: timestamp, AttributeType: N}
                            KeySchema:
                              - {AttributeName: orderId, KeyType: HASH}
                              - {AttributeName: timestamp, KeyType: RANGE}
                            BillingMode: PROVISIONED
                            ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
                            StreamSpecification: {StreamEnabled: true, StreamViewType: NEW_AND_OLD_IMAGES}
                        """);

        assertThat(table.keySchema()).hasSize(2);
        assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
        assertThat(table.streamSpecification().streamEnabled()).isTrue();
    }

    @Test
    void readsALargeFileInLittleTime() {
        StringBuilder text = new StringBuilder("- BatchWriteItem:\n    RequestItems:\n      orders:\n");
        for (int i = 0; i < 30_000; i++) {
            text.append("        - PutRequest: {Item: {id: {S: order-")
                    .append(i)
                    .append("}, total: {N: \"")
                    .append(i)
                    .append("\"}, note: {S: \"some words about it\"}}}\n");
        }
        assertThat(text.length()).isGreaterThan(2_500_000);

        BatchWriteItemRequest batch = (BatchWriteItemRequest) request(text.toString());

        assertThat(batch.requestItems().get("orders")).hasSize(30_000);
    }
}
