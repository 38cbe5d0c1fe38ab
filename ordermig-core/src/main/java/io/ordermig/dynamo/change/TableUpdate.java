package io.ordermig.dynamo.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Plans an {@code UpdateTable}, one kind of change in a call: billing and throughput, deletes of indexes, creates of
 * indexes, stream, table class, encryption, replicas, deletion protection, and whatever else the API has.
 */
final class TableUpdate {

    private static final Set<String> ELSEWHERE = Set.of(
            "TableName",
            "AttributeDefinitions",
            "BillingMode",
            "ProvisionedThroughput",
            "OnDemandThroughput",
            "GlobalSecondaryIndexUpdates",
            "StreamSpecification");
    private static final List<String> ORDER =
            List.of("TableClass", "SSESpecification", "ReplicaUpdates", "DeletionProtectionEnabled", "WarmThroughput");
    private static final Set<String> LACKING_LOCALLY = Set.of(
            "TableClass",
            "SSESpecification",
            "ReplicaUpdates",
            "WarmThroughput",
            "MultiRegionConsistency",
            "GlobalTableWitnessUpdates",
            "GlobalTableSettingsReplicationMode");

    private final PlanDraft draft;
    private final UpdateTableRequest wanted;

    TableUpdate(PlanDraft draft, UpdateTableRequest wanted) {
        this.draft = draft;
        this.wanted = wanted;
    }

    void plan() {
        Throughput throughput = new Throughput(draft, wanted);
        IndexChanges indexes = new IndexChanges(draft, wanted);
        indexes.check();
        if (throughput.switchesToProvisioned()) {
            // An index that goes anyway needs no throughput then.
            indexes.planDeletes();
            new Throughput(draft, wanted).plan();
        } else {
            throughput.plan();
            indexes.planDeletes();
        }
        indexes.planCreates();
        stream();
        others().forEach(this::other);
    }

    private void stream() {
        StreamSpecification stream = wanted.streamSpecification();
        if (stream == null) {
            return;
        }
        TableDescription table = draft.state().standing().orElseThrow();
        Optional<StreamSpecification> live = LiveTable.stream(table);
        String name = draft.table();
        if (TableLikeness.of("StreamSpecification", stream, table) == Likeness.SAME) {
            draft.alreadySo(live.map(each -> "The stream of " + name + " has " + each.streamViewTypeAsString() + ".")
                    .orElse("The table " + name + " has no stream."));
            return;
        }
        boolean on = Boolean.TRUE.equals(stream.streamEnabled());
        if (live.isPresent()) {
            draft.warn("The stream of " + name + " ends"
                    + (on ? ", and another one with another ARN begins" : "") + ". Who reads it has to be told"
                    + (on ? " the new ARN, such as the event source mappings of Lambda" : "")
                    + "; what is in it can be read for 24 hours."
                    + (on ? " Changes between the two are in neither." : ""));
            draft.call(
                    Members.part(wanted, Set.of())
                            .streamSpecification(off -> off.streamEnabled(false))
                            .build(),
                    "End the stream of " + name + " (" + live.get().streamViewTypeAsString() + ")",
                    Until.ACTIVE);
        }
        if (on) {
            draft.call(
                    Members.part(wanted, Set.of("StreamSpecification")).build(),
                    "Begin a stream of " + name + " (" + stream.streamViewTypeAsString() + ")",
                    Until.ACTIVE);
        }
    }

    private List<String> others() {
        List<String> given = new ArrayList<>(Members.given(wanted).keySet());
        given.removeAll(ELSEWHERE);
        List<String> ordered = new ArrayList<>(ORDER);
        ordered.retainAll(given);
        given.removeAll(ORDER);
        ordered.addAll(given);
        return ordered;
    }

    private void other(String member) {
        if (draft.state().isLocal() && LACKING_LOCALLY.contains(member)) {
            draft.warn("DynamoDB Local has no " + member + ": this part of the UpdateTable of " + draft.table()
                    + " is left out.");
        } else if (member.equals("ReplicaUpdates") && !isMultiRegion()) {
            wanted.replicaUpdates().forEach(this::replica);
        } else if (!isMultiRegion() || member.equals("ReplicaUpdates") || !isPartOfReplicas(member)) {
            Object value = Members.value(wanted, member).orElseThrow();
            Likeness likeness =
                    TableLikeness.of(member, value, draft.state().standing().orElseThrow());
            Set<String> members = isPartOfReplicas(member)
                    ? Set.of("ReplicaUpdates", "MultiRegionConsistency", "GlobalTableWitnessUpdates")
                    : Set.of(member);
            set(member, value, members, likeness);
        }
    }

    /** Replicas with strong consistency are set up in one call, with consistency and witness. */
    private boolean isMultiRegion() {
        Map<String, Object> given = Members.given(wanted);
        return given.containsKey("ReplicaUpdates")
                && (given.containsKey("MultiRegionConsistency") || given.containsKey("GlobalTableWitnessUpdates"));
    }

    private boolean isPartOfReplicas(String member) {
        return isMultiRegion()
                && Set.of("ReplicaUpdates", "MultiRegionConsistency", "GlobalTableWitnessUpdates")
                        .contains(member);
    }

    private void set(String member, Object value, Set<String> members, Likeness likeness) {
        if (likeness == Likeness.SAME) {
            draft.alreadySo(member + " of " + draft.table() + " is as wanted.");
            return;
        }
        draft.call(new PlannedCall(
                draft.table(),
                Members.part(wanted, members).build(),
                sentence(member, value),
                Until.ACTIVE,
                "",
                likeness == Likeness.DIFFERENT));
    }

    private String sentence(String member, Object value) {
        if (member.equals("DeletionProtectionEnabled")) {
            return Boolean.TRUE.equals(value)
                    ? "Protect the table " + draft.table() + " from being deleted"
                    : "Let the table " + draft.table() + " be deleted";
        }
        return "Set " + member + " of " + draft.table() + (value instanceof String text ? " to " + text : "");
    }

    private void replica(ReplicationGroupUpdate update) {
        List<String> regions = draft.state().standing().orElseThrow().replicas().stream()
                .map(ReplicaDescription::regionName)
                .toList();
        Map.Entry<String, Object> kind =
                Members.given(update).entrySet().iterator().next();
        String region = Members.text((SdkPojo) kind.getValue(), "RegionName").orElse("");
        boolean there = regions.contains(region);
        if ((kind.getKey().equals("Create") && there) || (kind.getKey().equals("Delete") && !there)) {
            draft.alreadySo(
                    "The table " + draft.table() + " has " + (there ? "a" : "no") + " replica in " + region + ".");
            return;
        }
        boolean deletes = kind.getKey().equals("Delete");
        draft.call(new PlannedCall(
                draft.table(),
                Members.part(wanted, Set.of()).replicaUpdates(update).build(),
                kind.getKey() + " the replica of " + draft.table() + " in " + region.toLowerCase(Locale.ROOT),
                Until.ACTIVE,
                deletes ? "the replica of " + draft.table() + " in " + region : "",
                !kind.getKey().equals("Update")));
    }
}
