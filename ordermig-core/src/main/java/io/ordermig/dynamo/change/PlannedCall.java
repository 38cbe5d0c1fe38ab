package io.ordermig.dynamo.change;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * One call of DynamoDB.
 *
 * @param table the name of the table
 * @param request the request, as it is sent
 * @param sentence what it does, for people, in the imperative and without a full stop
 * @param until what is waited for after it
 * @param destroys which data it destroys for good, such as {@code all items of orders}; empty when it destroys none
 * @param verifiable whether a description of the table tells that the call had its effect. What cannot be told is
 *     called once in each run
 */
public record PlannedCall(
        String table, DynamoDbRequest request, String sentence, Until until, String destroys, boolean verifiable) {

    /** The operation in the words of the API, such as {@code UpdateTable}. */
    public String operation() {
        return WantedChange.operation(request);
    }

    /** Whether data is lost by it that only a backup brings back. */
    public boolean isDestructive() {
        return !destroys.isEmpty();
    }
}
