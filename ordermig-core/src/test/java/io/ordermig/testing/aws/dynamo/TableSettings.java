package io.ordermig.testing.aws.dynamo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * Time to live, point-in-time recovery, tags.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html">
 *     UpdateTimeToLive</a>
 */
final class TableSettings {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedDynamo dynamo;

    TableSettings(SimulatedDynamo dynamo) {
        this.dynamo = dynamo;
    }

    void register() {
        dynamo.on(
                "DescribeTimeToLive",
                DescribeTimeToLiveRequest.class,
                request -> DescribeTimeToLiveResponse.builder()
                        .timeToLiveDescription(dynamo.table(request.tableName()).timeToLive)
                        .build());
        dynamo.on("UpdateTimeToLive", UpdateTimeToLiveRequest.class, this::timeToLive);
        dynamo.on(
                "DescribeContinuousBackups",
                DescribeContinuousBackupsRequest.class,
                request -> DescribeContinuousBackupsResponse.builder()
                        .continuousBackupsDescription(backups(dynamo.tableForBackups(request.tableName())))
                        .build());
        dynamo.on("UpdateContinuousBackups", UpdateContinuousBackupsRequest.class, this::pointInTime);
        dynamo.on("TagResource", TagResourceRequest.class, this::tag);
        dynamo.on("UntagResource", UntagResourceRequest.class, this::untag);
        dynamo.on("ListTagsOfResource", ListTagsOfResourceRequest.class, this::tags);
    }

    private SdkPojo timeToLive(UpdateTimeToLiveRequest request) {
        SimulatedTable table = dynamo.table(request.tableName());
        TimeToLiveSpecification wanted = request.timeToLiveSpecification();
        boolean on = table.timeToLive.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || table.timeToLive.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        if (table.timeToLiveChanged
                .filter(last -> last.plus(HOUR).isAfter(dynamo.now()))
                .isPresent()) {
            throw DynamoErrors.validation("Time to live has been modified multiple times within a fixed interval");
        }
        if (on == wanted.enabled()) {
            throw DynamoErrors.validation("TimeToLive is already " + (on ? "enabled" : "disabled"));
        }
        table.timeToLiveChanged = Optional.of(dynamo.now());
        table.timeToLive = table.timeToLive.toBuilder()
                .timeToLiveStatus(on ? TimeToLiveStatus.DISABLING : TimeToLiveStatus.ENABLING)
                .attributeName(wanted.attributeName())
                .build();
        table.after(
                dynamo.now(),
                dynamo.timings().timeToLive(),
                () -> table.timeToLive = table.timeToLive.toBuilder()
                        .timeToLiveStatus(on ? TimeToLiveStatus.DISABLED : TimeToLiveStatus.ENABLED)
                        .attributeName(on ? null : wanted.attributeName())
                        .build());
        return UpdateTimeToLiveResponse.builder()
                .timeToLiveSpecification(wanted)
                .build();
    }

    private static ContinuousBackupsDescription backups(SimulatedTable table) {
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(table.pointInTime)
                .build();
    }

    private SdkPojo pointInTime(UpdateContinuousBackupsRequest request) {
        SimulatedTable table = dynamo.tableForBackups(request.tableName());
        boolean on = request.pointInTimeRecoverySpecification().pointInTimeRecoveryEnabled();
        Integer days = request.pointInTimeRecoverySpecification().recoveryPeriodInDays();
        table.pointInTime = table.pointInTime.toBuilder()
                .pointInTimeRecoveryStatus(on ? PointInTimeRecoveryStatus.ENABLED : PointInTimeRecoveryStatus.DISABLED)
                .recoveryPeriodInDays(on ? (days == null ? 35 : days) : null)
                .build();
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(table))
                .build();
    }

    private SdkPojo tag(TagResourceRequest request) {
        Map<String, String> tags = byArn(request.resourceArn()).tags;
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    private SdkPojo untag(UntagResourceRequest request) {
        request.tagKeys().forEach(byArn(request.resourceArn()).tags::remove);
        return UntagResourceResponse.builder().build();
    }

    private SdkPojo tags(ListTagsOfResourceRequest request) {
        return ListTagsOfResourceResponse.builder()
                .tags(byArn(request.resourceArn()).tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private SimulatedTable byArn(String arn) {
        if (!arn.startsWith("arn:")) {
            throw DynamoErrors.validation("Invalid TableArn: " + arn);
        }
        return dynamo.table(arn);
    }
}
