package io.ordermig.dynamo.change;

import io.ordermig.event.RunEvent.IndexState;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Whether DynamoDB is at work on a table. */
final class TableState {

    private static final Set<String> LOST =
            Set.of("INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED", "REPLICATION_NOT_AUTHORIZED");
    private static final Set<String> ENCRYPTION_UNDER_WAY = Set.of("ENABLING", "DISABLING", "UPDATING");
    private static final Set<String> REPLICA_UNDER_WAY = Set.of("CREATING", "UPDATING", "DELETING");

    private TableState() {}

    /**
     * Whether nothing is under way: neither of the table nor of any index, whoever began it.
     *
     * @throws io.ordermig.problem.OrdermigException when the table is in a state that it does not leave
     */
    static boolean isSettled(LiveTable live) {
        if (live.table().isEmpty()) {
            return true;
        }
        TableDescription table = live.table().get();
        String state = String.valueOf(table.tableStatusAsString());
        if (LOST.contains(state)) {
            throw ChangeProblems.tableUnusable(live.name(), state);
        }
        return state.equals("ACTIVE")
                && table.globalSecondaryIndexes().stream().allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE)
                && table.replicas().stream()
                        .noneMatch(replica -> REPLICA_UNDER_WAY.contains(String.valueOf(replica.replicaStatus())))
                && (table.sseDescription() == null
                        || !ENCRYPTION_UNDER_WAY.contains(table.sseDescription().statusAsString()))
                && isTimeToLiveSettled(live);
    }

    private static boolean isTimeToLiveSettled(LiveTable live) {
        return live.timeToLive()
                .map(each -> each.timeToLiveStatus() != TimeToLiveStatus.ENABLING
                        && each.timeToLiveStatus() != TimeToLiveStatus.DISABLING)
                .orElse(true);
    }

    /** In a word or two, such as {@code ACTIVE}. */
    static String text(LiveTable live) {
        if (live.table().isEmpty()) {
            return "not there";
        }
        if (!isTimeToLiveSettled(live)) {
            return "ACTIVE, time to live "
                    + live.timeToLive()
                            .map(each -> each.timeToLiveStatusAsString())
                            .orElse("");
        }
        return String.valueOf(live.table().get().tableStatusAsString());
    }

    static List<IndexState> indexes(LiveTable live) {
        return live.table().stream()
                .flatMap(table -> table.globalSecondaryIndexes().stream())
                .map(index -> new IndexState(
                        index.indexName(),
                        String.valueOf(index.indexStatusAsString()),
                        Boolean.TRUE.equals(index.backfilling()),
                        index.itemCount() == null ? 0 : index.itemCount()))
                .toList();
    }
}
