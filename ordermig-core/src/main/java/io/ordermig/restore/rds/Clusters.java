package io.ordermig.restore.rds;

import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.snapshot.rds.ClusterSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;

/** Aurora and Multi-AZ clusters, with their members. */
record Clusters(RdsClient rds) implements RdsResources {

    @Override
    public String noun() {
        return "cluster";
    }

    @Override
    public Optional<RdsResource> named(String identifier) {
        return ClusterSource.described(rds, identifier).map(cluster -> {
            throw new UnsupportedOperationException("clusters");
        });
    }

    @Override
    public List<RdsResource> all() {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public void restore(String identifier, String snapshot, CapturedSettings wanted, List<Tag> tags) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public void restore(String identifier, String source, Instant time, CapturedSettings wanted, List<Tag> tags) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public List<Difference> differences(RdsResource live, CapturedSettings wanted) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public Optional<String> improve(RdsResource live, CapturedSettings wanted, Settled tried) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public void rename(String identifier, String next) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public void delete(RdsResource live, String lastSnapshot) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public BackupWindow backups(String resource) {
        throw new UnsupportedOperationException("clusters");
    }

    @Override
    public Optional<Long> room() {
        return new Instances(rds).room();
    }

    @Override
    public void tag(String arn, List<Tag> tags) {
        new Instances(rds).tag(arn, tags);
    }
}
