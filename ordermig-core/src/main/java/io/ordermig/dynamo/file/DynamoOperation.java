package io.ordermig.dynamo.file;

import io.ordermig.dynamo.backfill.BackfillSpec;
import io.ordermig.dynamo.backfill.TransformSpec;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** One operation of a migration file. */
public sealed interface DynamoOperation {

    /** Its name in the file, such as {@code CreateTable}. */
    String name();

    /** The line on which it begins, from 1. */
    int line();

    /**
     * A request of the API. It may hold more than the API permits in one call.
     *
     * @param request the request, with all members of the file
     */
    record Call(String name, int line, DynamoDbRequest request) implements DynamoOperation {}

    /** Items changed by expressions. */
    record Backfill(String name, int line, BackfillSpec spec) implements DynamoOperation {}

    /** Items changed by a class of the project's. */
    record Transform(String name, int line, TransformSpec spec) implements DynamoOperation {}
}
