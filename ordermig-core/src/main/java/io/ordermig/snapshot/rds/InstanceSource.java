package io.ordermig.snapshot.rds;

import io.ordermig.aws.Aws;
import io.ordermig.event.RestorePoint;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.Tag;

/** An instance of its own. */
public record InstanceSource(RdsClient rds, String identifier, String resource) implements RdsSource {

    private static final int LONGEST_NAME = 255;

    @Override
    public RestorePoint.Kind kind() {
        return RestorePoint.Kind.DB_SNAPSHOT;
    }

    @Override
    public String noun() {
        return "instance";
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public CapturedSettings settings() {
        return CapturedSettings.of(described(rds, identifier).orElseThrow(() -> RdsProblems.gone(noun(), identifier)));
    }

    /** An instance, a member of a cluster or not; empty when there is none of that name. */
    public static Optional<DBInstance> described(RdsClient rds, String identifier) {
        return Aws.call("rds:DescribeDBInstances", () -> {
            try {
                return rds
                        .describeDBInstances(request -> request.dbInstanceIdentifier(identifier))
                        .dbInstances()
                        .stream()
                        .findFirst();
            } catch (DbInstanceNotFoundException none) {
                return Optional.<DBInstance>empty();
            }
        });
    }

    @Override
    public void create(String snapshot, List<Tag> tags) {
        Aws.call(
                "rds:CreateDBSnapshot",
                () -> rds.createDBSnapshot(request -> request.dbInstanceIdentifier(identifier)
                        .dbSnapshotIdentifier(snapshot)
                        .tags(tags)));
    }

    @Override
    public Optional<RdsSnapshot> find(String snapshot) {
        return Aws.call("rds:DescribeDBSnapshots", () -> {
            try {
                return rds.describeDBSnapshots(request -> request.dbSnapshotIdentifier(snapshot)).dbSnapshots().stream()
                        .findFirst()
                        .map(RdsSnapshot::of);
            } catch (DbSnapshotNotFoundException none) {
                return Optional.<RdsSnapshot>empty();
            }
        });
    }

    @Override
    public List<RdsSnapshot> snapshots(String type) {
        return Aws.call(
                "rds:DescribeDBSnapshots",
                () -> rds
                        .describeDBSnapshotsPaginator(request ->
                                request.dbInstanceIdentifier(identifier).snapshotType(type.isEmpty() ? null : type))
                        .dbSnapshots()
                        .stream()
                        .map(RdsSnapshot::of)
                        .toList());
    }

    @Override
    public void delete(String snapshot) {
        Aws.call("rds:DeleteDBSnapshot", () -> {
            try {
                return Optional.of(rds.deleteDBSnapshot(request -> request.dbSnapshotIdentifier(snapshot)));
            } catch (DbSnapshotNotFoundException none) {
                return Optional.empty();
            }
        });
    }
}
