package io.ordermig.snapshot.rds;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.ClusterPendingModifiedValues;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * What an instance, or a cluster with its members, was like when a snapshot was taken. The snapshot itself keeps hardly
 * any of it (API Reference, DBSnapshot).
 *
 * @param cluster the cluster, without its members; null when it is an instance of its own
 * @param instances the instance, or the members of the cluster
 */
public record CapturedSettings(@Nullable DBCluster cluster, List<DBInstance> instances) {

    private static final String CLUSTER = "cluster";
    private static final String INSTANCES = "instances";

    /** Copies. */
    public CapturedSettings {
        instances = List.copyOf(instances);
        if (cluster == null && instances.size() != 1) {
            throw new IllegalArgumentException("settings are of one instance, or of a cluster");
        }
    }

    /** Of an instance of its own. */
    public static CapturedSettings of(DBInstance instance) {
        return new CapturedSettings(null, List.of(instance));
    }

    /**
     * The settings that the tags of a snapshot of ordermig's carry: those that a restore would lose, and no others.
     *
     * @param tags keys to values
     * @return empty when the tags do not carry them, or not as a whole
     */
    public static Optional<CapturedSettings> ofTags(Map<String, String> tags) {
        return SnapshotTags.settings(tags);
    }

    /** The state of the instance, or of the cluster. */
    String state() {
        return Texts.of(cluster == null ? instances.get(0).dbInstanceStatus() : cluster.status());
    }

    /** Whether RDS copies the tags of the source onto its snapshots. */
    boolean copiesTags() {
        return Boolean.TRUE.equals(
                cluster == null ? instances.get(0).copyTagsToSnapshot() : cluster.copyTagsToSnapshot());
    }

    /** The tags of the instance, or of the cluster without its members. */
    public List<Tag> ownTags() {
        return cluster == null ? instances.get(0).tagList() : cluster.tagList();
    }

    /** The same with other tags of the instance, or of the cluster without its members. */
    CapturedSettings withOwnTags(List<Tag> tags) {
        return cluster == null
                ? of(instances.get(0).toBuilder().tagList(tags).build())
                : new CapturedSettings(cluster.toBuilder().tagList(tags).build(), instances);
    }

    /** The same with other tags everywhere, the members too. */
    CapturedSettings withTags(UnaryOperator<List<Tag>> change) {
        List<DBInstance> changed = instances.stream()
                .map(instance -> instance.toBuilder()
                        .tagList(change.apply(instance.tagList()))
                        .build())
                .toList();
        return new CapturedSettings(
                cluster == null
                        ? null
                        : cluster.toBuilder()
                                .tagList(change.apply(cluster.tagList()))
                                .build(),
                changed);
    }

    /** The same under other names, of the instance, or of the cluster and its members. */
    public CapturedSettings renamed(UnaryOperator<String> change) {
        List<DBInstance> renamed = instances.stream()
                .map(instance -> instance.toBuilder()
                        .dbInstanceIdentifier(change.apply(Texts.of(instance.dbInstanceIdentifier())))
                        .build())
                .toList();
        return new CapturedSettings(cluster == null ? null : renamed(cluster, change), renamed);
    }

    private static DBCluster renamed(DBCluster cluster, UnaryOperator<String> change) {
        return cluster.toBuilder()
                .dbClusterIdentifier(change.apply(Texts.of(cluster.dbClusterIdentifier())))
                .dbClusterMembers(cluster.dbClusterMembers().stream()
                        .map(member -> member.toBuilder()
                                .dbInstanceIdentifier(change.apply(Texts.of(member.dbInstanceIdentifier())))
                                .build())
                        .toList())
                .build();
    }

    /** The names of settings that were changed and wait for the maintenance window, of the members too. */
    public List<String> pending() {
        Stream<String> ofInstances = instances.stream()
                .map(DBInstance::pendingModifiedValues)
                .flatMap(pending -> Texts.set(
                        pending == null ? PendingModifiedValues.builder().build() : pending));
        ClusterPendingModifiedValues own = cluster == null ? null : cluster.pendingModifiedValues();
        return Stream.concat(own == null ? Stream.empty() : Texts.set(own), ofInstances)
                .distinct()
                .sorted()
                .toList();
    }

    void write(JsonGenerator json, Predicate<String> kept) throws IOException {
        json.writeStartObject();
        if (cluster != null) {
            json.writeFieldName(CLUSTER);
            SdkJson.write(json, cluster, kept);
        }
        json.writeArrayFieldStart(INSTANCES);
        for (DBInstance instance : instances) {
            SdkJson.write(json, instance, kept);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static CapturedSettings read(JsonParser json) throws IOException {
        SdkJson.expect(json, JsonToken.START_OBJECT);
        DBCluster cluster = null;
        List<DBInstance> instances = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(CLUSTER)) {
                cluster = SdkJson.read(json, DBCluster.builder()).build();
            } else if (name.equals(INSTANCES)) {
                SdkJson.expect(json, JsonToken.START_ARRAY);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    instances.add(SdkJson.read(json, DBInstance.builder()).build());
                }
            } else {
                json.skipChildren();
            }
        }
        if (cluster == null && instances.size() != 1) {
            throw new IOException("Neither an instance nor a cluster.");
        }
        return new CapturedSettings(cluster, instances);
    }
}
