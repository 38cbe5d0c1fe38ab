package io.ordermig.dynamo.change;

import io.ordermig.aws.Aws;
import io.ordermig.dynamo.change.WantedChange.Aspect;
import io.ordermig.problem.OrdermigException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Reads tables. Asks only for what is needed, since each question is an IAM action of its own. */
final class LiveTables {

    private static final Set<TableStatus> WITHOUT_ASPECTS = Set.of(TableStatus.CREATING, TableStatus.DELETING);

    private final DynamoDbClient client;

    LiveTables(DynamoDbClient client) {
        this.client = client;
    }

    LiveTable read(String name, Set<Aspect> aspects) {
        Optional<TableDescription> found = DynamoCalls.unlessCode(
                "ResourceNotFoundException",
                "dynamodb:DescribeTable",
                () -> client.describeTable(request -> request.tableName(name)).table());
        if (found.isEmpty()) {
            return LiveTable.absent(name);
        }
        LiveTable live = LiveTable.absent(name).with(found.get());
        if (WITHOUT_ASPECTS.contains(found.get().tableStatus())) {
            return live;
        }
        for (Aspect aspect : aspects) {
            live = with(live, aspect, found.get().tableArn());
        }
        return live;
    }

    private LiveTable with(LiveTable live, Aspect aspect, String arn) {
        return switch (aspect) {
            case TIME_TO_LIVE ->
                known(
                                "dynamodb:DescribeTimeToLive",
                                () -> client.describeTimeToLive(request -> request.tableName(live.name()))
                                        .timeToLiveDescription())
                        .map(live::with)
                        .orElse(live);
            case POINT_IN_TIME ->
                known(
                                "dynamodb:DescribeContinuousBackups",
                                () -> client.describeContinuousBackups(request -> request.tableName(live.name()))
                                        .continuousBackupsDescription()
                                        .pointInTimeRecoveryDescription())
                        .map(live::with)
                        .orElse(live);
            case TAGS ->
                known("dynamodb:ListTagsOfResource", () -> tags(arn))
                        .map(live::with)
                        .orElse(live);
        };
    }

    /** Empty when the server does not know the operation. */
    private static <T> Optional<T> known(String action, Supplier<@Nullable T> call) throws OrdermigException {
        return DynamoCalls.unlessCode(Aws.UNKNOWN_OPERATION, action, call);
    }

    private Map<String, String> tags(String arn) {
        Map<String, String> tags = new LinkedHashMap<>();
        String token = null;
        do {
            String from = token;
            ListTagsOfResourceResponse page = client.listTagsOfResource(
                    request -> request.resourceArn(arn).nextToken(from));
            page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            token = page.nextToken();
        } while (token != null);
        return tags;
    }
}
