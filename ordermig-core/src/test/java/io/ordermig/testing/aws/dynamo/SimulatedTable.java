package io.ordermig.testing.aws.dynamo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** A table of the simulator, with what is under way: effects that come due as the clock passes them. */
final class SimulatedTable {

    private record Due(Instant at, Runnable effect) {}

    private final List<Due> dues = new ArrayList<>();
    final List<Instant> switchesToOnDemand = new ArrayList<>();
    final Map<String, String> tags = new TreeMap<>();
    TableDescription shown;
    TimeToLiveDescription timeToLive = TimeToLiveDescription.builder()
            .timeToLiveStatus(TimeToLiveStatus.DISABLED)
            .build();
    PointInTimeRecoveryDescription pointInTime = PointInTimeRecoveryDescription.builder()
            .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)
            .build();
    Optional<Instant> timeToLiveChanged = Optional.empty();

    SimulatedTable(TableDescription shown) {
        this.shown = shown;
    }

    void change(Consumer<TableDescription.Builder> change) {
        shown = shown.toBuilder().applyMutation(change).build();
    }

    void after(Instant now, Duration delay, Runnable effect) {
        dues.add(new Due(now.plus(delay), effect));
    }

    /** Lets everything happen that is due. */
    void catchUp(Instant now) {
        List<Due> ripe = dues.stream().filter(due -> !due.at().isAfter(now)).toList();
        dues.removeAll(ripe);
        ripe.forEach(due -> due.effect().run());
    }

    boolean isActive() {
        return shown.tableStatus() == TableStatus.ACTIVE;
    }

    void status(TableStatus status) {
        change(table -> table.tableStatus(status));
    }

    Optional<GlobalSecondaryIndexDescription> index(String name) {
        return shown.globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals(name))
                .findFirst();
    }

    boolean hasBusyIndex() {
        return shown.globalSecondaryIndexes().stream().anyMatch(index -> index.indexStatus() != IndexStatus.ACTIVE);
    }

    /** Sets an index, or takes it away when it is empty. */
    void put(String name, Optional<GlobalSecondaryIndexDescription> index) {
        List<GlobalSecondaryIndexDescription> all = new ArrayList<>(shown.globalSecondaryIndexes().stream()
                .filter(each -> !each.indexName().equals(name))
                .toList());
        index.ifPresent(all::add);
        // The API leaves the member out when there are none.
        change(table -> table.globalSecondaryIndexes(all.isEmpty() ? null : all));
    }

    void change(String index, Consumer<GlobalSecondaryIndexDescription.Builder> change) {
        index(index)
                .ifPresent(there -> put(
                        index,
                        Optional.of(there.toBuilder().applyMutation(change).build())));
    }
}
