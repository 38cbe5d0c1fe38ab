package io.ordermig.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The tables of one test: those whose names begin with its prefix.
 *
 * @param client a client of the server, shared by all tests; nobody closes it
 * @param endpoint where the server listens, for clients that are made elsewhere
 * @param prefix what names of this test's tables begin with
 */
public record TestTables(DynamoDbClient client, URI endpoint, String prefix) {

    /** The name of a table of this test. */
    public String name(String table) {
        return prefix + table;
    }

    /** The full names of the tables of this test there are. */
    public List<String> names() {
        return client.listTablesPaginator().tableNames().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** All items of a table, by its full name. */
    public List<Map<String, AttributeValue>> items(String table) {
        return client.scanPaginator(request -> request.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }

    /** Deletes the tables of this test. */
    void delete() {
        names().forEach(this::delete);
    }

    private void delete(String table) {
        try {
            client.deleteTable(request -> request.tableName(table));
        } catch (ResourceNotFoundException gone) {
            return;
        } catch (DynamoDbException busyOrProtected) {
            deleteProtected(table);
        }
    }

    private void deleteProtected(String table) {
        try {
            client.updateTable(request -> request.tableName(table).deletionProtectionEnabled(false));
            client.deleteTable(request -> request.tableName(table));
        } catch (DynamoDbException busy) {
            // its prefix is nobody else's, and the server keeps nothing
            return;
        }
    }
}
