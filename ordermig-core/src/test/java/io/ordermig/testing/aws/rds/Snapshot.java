package io.ordermig.testing.aws.rds;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * One snapshot of an instance. What RDS shows of it is a small part of the instance's settings; a restore also knows
 * the class, the tags and the master password that the instance had.
 */
final class Snapshot implements Tagged {

    private DBSnapshot shown;
    private final DBInstance source;
    private final String masterPassword;
    private String dataVersion;
    private final Progress progress;
    private int stuckAt = -1;

    Snapshot(DBSnapshot shown, DBInstance source, String masterPassword, String dataVersion, Progress progress) {
        this.shown = shown;
        this.source = source;
        this.masterPassword = masterPassword;
        this.dataVersion = dataVersion;
        this.progress = progress;
    }

    String identifier() {
        return shown.dbSnapshotIdentifier();
    }

    String type() {
        return shown.snapshotType();
    }

    String status() {
        return shown.status();
    }

    DBSnapshot shown() {
        return shown;
    }

    /** The settings of the instance at the time of the snapshot. */
    DBInstance source() {
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

    void change(Consumer<DBSnapshot.Builder> change) {
        DBSnapshot.Builder builder = shown.toBuilder();
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
