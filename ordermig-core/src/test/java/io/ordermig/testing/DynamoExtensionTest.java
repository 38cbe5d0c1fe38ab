package io.ordermig.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@ExtendWith(DynamoExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DynamoExtensionTest {

    @Test
    @Order(1)
    void keepsItemsInATableOfTheTest(TestTables tables) {
        String orders = create(tables, "orders");
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"));
        tables.client().putItem(request -> request.tableName(orders).item(item));

        assertThat(tables.names()).containsExactly(tables.prefix() + "orders");
        assertThat(tables.items(orders)).containsExactly(item);
    }

    @Test
    @Order(2)
    void findsNoTableOfAnEarlierTest(TestTables tables) {
        assertThat(tables.client().listTables().tableNames()).isEmpty();
    }

    @Test
    void showsAnIndexThatIsBeingMade(@DelayedStatuses TestTables tables) {
        String orders = create(tables, "orders");
        tables.client()
                .updateTable(request -> request.tableName(orders)
                        .attributeDefinitions(
                                id -> id.attributeName("id").attributeType(ScalarAttributeType.S),
                                customer -> customer.attributeName("customer").attributeType(ScalarAttributeType.S))
                        .globalSecondaryIndexUpdates(update -> update.create(index -> index.indexName("by_customer")
                                .keySchema(key -> key.attributeName("customer").keyType(KeyType.HASH))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL)))));

        assertThat(tables.client()
                        .describeTable(request -> request.tableName(orders))
                        .table()
                        .globalSecondaryIndexes()
                        .get(0)
                        .indexStatusAsString())
                .isEqualTo("CREATING");
    }

    private static String create(TestTables tables, String table) {
        String name = tables.name(table);
        tables.client()
                .createTable(request -> request.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                        .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH)));
        return name;
    }
}
