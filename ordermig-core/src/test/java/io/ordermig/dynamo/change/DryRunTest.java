package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.aws.AwsSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;

/** Dry runs: what would be called, and nothing is. */
class DryRunTest extends ChangeTest {

    DryRunTest(AwsSimulator simulator) {
        super(simulator);
    }

    private String text(DynamoDbRequest... requests) {
        DryRun dryRun = new DryRun(client, clock);
        return DryRun.text(
                dryRun.plans(List.of(requests).stream().map(WantedChange::new).toList()));
    }

    @Test
    void showsEachCallAsALineOfTheCli() {
        run(Wanted.table("orders").build());

        assertThat(text(Wanted.indexes("orders", Wanted.index("status")))).isEqualTo("""
                        1. Create the index by_status of orders, by status HASH.
                           aws dynamodb update-table --cli-input-json '{
                             "AttributeDefinitions": [{
                               "AttributeName": "id",
                               "AttributeType": "S"
                             }, {
                               "AttributeName": "status",
                               "AttributeType": "S"
                             }],
                             "TableName": "orders",
                             "GlobalSecondaryIndexUpdates": [{
                               "Create": {
                                 "IndexName": "by_status",
                                 "KeySchema": [{
                                   "AttributeName": "status",
                                   "KeyType": "HASH"
                                 }],
                                 "Projection": {
                                   "ProjectionType": "ALL"
                                 }
                               }
                             }]
                           }'
                           Then waits until the table and each of its indexes are ACTIVE.
                        """);
    }

    @Test
    void foreseesTheTablesThatItWouldCreateAndChangesNothing() {
        String text = text(
                Wanted.table("orders").build(),
                Wanted.indexes("orders", Wanted.index("status")),
                Wanted.expiry("orders", "expires", true),
                TagResourceRequest.builder()
                        .resourceArn("orders")
                        .tags(tag -> tag.key("team").value("it's"))
                        .build(),
                Wanted.items("orders", 2),
                Wanted.noTable("orders"));

        assertThat(text.lines().filter(line -> line.matches("\\d\\. .*")))
                .containsExactly(
                        "1. Create the table orders.",
                        "2. Create the index by_status of orders, by status HASH.",
                        "3. Let items of orders expire by expires.",
                        "4. Tag orders with team.",
                        "5. Write items 1 to 2 of 2 into orders.",
                        "6. Delete the table orders.");
        assertThat(text)
                .contains("Destroys all items of orders.", "aws dynamodb update-time-to-live", "\"it'\\''s\"")
                .doesNotContain("Not possible");
        assertThat(changes()).isEmpty();
        assertThat(dynamo.has("orders")).isFalse();
    }

    @Test
    void showsWhatIsSoAlreadyAndWhatIsNotPossible() {
        run(Wanted.table("orders").deletionProtectionEnabled(true).build());

        assertThat(text(Wanted.table("orders").build(), Wanted.noTable("orders")))
                .contains(
                        "Already so: The table orders is there, as wanted.",
                        "Not possible: The table orders is protected from being deleted. [dynamo/table-protected]");
    }

    @Test
    void quotesNoValueOfAnItem() {
        run(Wanted.table("orders").build());

        assertThat(text(PutItemRequest.builder()
                        .tableName("orders")
                        .item(Map.of("id", AttributeValue.fromS("s3cr3t"), "total", AttributeValue.fromN("42")))
                        .build()))
                .contains("\"id\": {", "\"S\": \"…\"")
                .doesNotContain("s3cr3t", "42");
    }
}
