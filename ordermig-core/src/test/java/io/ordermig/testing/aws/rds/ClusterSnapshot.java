package io.ordermig.testing.aws.rds;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;
import software.amazon.awssdk.services.rds.model.Tag;

/** One snapshot of a cluster. It knows nothing of the members. */
final class ClusterSnapshot implements Tagged {

    private DBClusterSnapshot shown;
    private final DBCluster source;
    private final String masterPassword;
    private String dataVersion;
    private final Progress progress;
    private int stuckAt = -1;

    ClusterSnapshot(
            DBClusterSnapshot shown, DBCluster source, String masterPassword, String dataVersion, Progress progress) {
        this.shown = shown;
        this.source = source;
        this.masterPassword = masterPassword;
        this.dataVersion = dataVersion;
        this.progress = progress;
    }

    String identifier() {
        return shown.dbClusterSnapshotIdentifier();
    }

    String type() {
        return shown.snapshotType();
    }

    String status() {
        return shown.status();
    }

    DBClusterSnapshot shown() {
        return shown;
    }

    /** The settings of the cluster at the time of the snapshot. */
    DBCluster source() {
        return source;
    }

    String masterPassword() {
        return masterPassword;
    }

    String dataVersion() {
        return dataVersion;
    }

    void dataVersion(String version) {
        dataVersion = version;
    }

    Progress progress() {
        return progress;
    }

    void change(Consumer<DBClusterSnapshot.Builder> change) {
        DBClusterSnapshot.Builder builder = shown.toBuilder();
        change.accept(builder);
        shown = builder.build();
    }

    /** It failed, with so much transferred. */
    void fail(int percent) {
        stuckAt = percent;
        change(builder -> builder.status("failed"));
    }

    /** The percentage that RDS says. */
    int percent(Timeline timeline) {
        return status().equals("available") ? 100 : stuckAt >= 0 ? stuckAt : progress.percent(timeline.now());
    }

    @Override
    public List<Tag> tags() {
        return shown.tagList();
    }

    @Override
    public void tags(List<Tag> tags) {
        change(builder -> builder.tagList(tags));
    }
}
