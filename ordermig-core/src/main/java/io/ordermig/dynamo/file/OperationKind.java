package io.ordermig.dynamo.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The operations of the API that a file may hold; {@code Backfill} is beside them. */
enum OperationKind {
    CREATE_TABLE("CreateTable"),
    UPDATE_TABLE("UpdateTable"),
    DELETE_TABLE("DeleteTable"),
    UPDATE_TIME_TO_LIVE("UpdateTimeToLive"),
    UPDATE_CONTINUOUS_BACKUPS("UpdateContinuousBackups"),
    TAG_RESOURCE("TagResource"),
    UNTAG_RESOURCE("UntagResource"),
    PUT_ITEM("PutItem"),
    BATCH_WRITE_ITEM("BatchWriteItem");

    private final String spelled;

    OperationKind(String spelled) {
        this.spelled = spelled;
    }

    /** The name of the API. */
    String spelled() {
        return spelled;
    }

    /** A new builder of its request. */
    SdkPojo builder() {
        return switch (this) {
            case CREATE_TABLE -> CreateTableRequest.builder();
            case UPDATE_TABLE -> UpdateTableRequest.builder();
            case DELETE_TABLE -> DeleteTableRequest.builder();
            case UPDATE_TIME_TO_LIVE -> UpdateTimeToLiveRequest.builder();
            case UPDATE_CONTINUOUS_BACKUPS -> UpdateContinuousBackupsRequest.builder();
            case TAG_RESOURCE -> TagResourceRequest.builder();
            case UNTAG_RESOURCE -> UntagResourceRequest.builder();
            case PUT_ITEM -> PutItemRequest.builder();
            case BATCH_WRITE_ITEM -> BatchWriteItemRequest.builder();
        };
    }

    static Optional<OperationKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.spelled.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(OperationKind::spelled).toList();
    }
}
