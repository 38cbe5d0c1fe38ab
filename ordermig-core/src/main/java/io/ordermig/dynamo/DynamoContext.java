package io.ordermig.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What a DynamoDB migration in Java works with. Valid during the call alone. */
public interface DynamoContext {

    /** The client of the run. Leave it open. */
    DynamoDbClient client();

    /** The environment, such as {@code staging}; empty when none was named. */
    String environment();

    /**
     * Makes a change as an operation of a file would: in the calls that the API permits, waiting for each, and skipping
     * what is so already.
     *
     * @param request one of those that a file may hold, such as {@code UpdateTable}
     */
    void change(DynamoDbRequest request);
}
