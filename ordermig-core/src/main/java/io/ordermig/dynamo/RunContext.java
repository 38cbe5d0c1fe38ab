package io.ordermig.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What a Java migration works with while a run applies it. */
record RunContext(Workplace workplace, OperationRun operations) implements DynamoContext {

    @Override
    public DynamoDbClient client() {
        return workplace.client();
    }

    @Override
    public String environment() {
        return workplace.config().scripts().environment();
    }

    @Override
    public void change(DynamoDbRequest request) {
        operations.change(request);
    }
}
