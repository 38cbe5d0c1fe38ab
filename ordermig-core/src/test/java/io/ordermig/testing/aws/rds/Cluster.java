package io.ordermig.testing.aws.rds;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.ClusterPendingModifiedValues;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.Tag;

/** One Aurora cluster or Multi-AZ DB cluster. Its members are instances that name it. */
final class Cluster implements Tagged {

    private DBCluster settings;
    private final Phases phases;
    private final DataHistory data = new DataHistory();
    private String masterPassword = "";
    private InetSocketAddress server;
    private String writer;

    Cluster(DBCluster settings, Timeline timeline) {
        this.settings = settings;
        this.phases = new Phases(timeline);
    }

    String identifier() {
        return settings.dbClusterIdentifier();
    }

    String resourceId() {
        return settings.dbClusterResourceId();
    }

    DBCluster settings() {
        return settings;
    }

    void change(Consumer<DBCluster.Builder> change) {
        DBCluster.Builder builder = settings.toBuilder();
        change.accept(builder);
        settings = builder.build();
    }

    ClusterPendingModifiedValues pending() {
        return settings.pendingModifiedValues() == null
                ? ClusterPendingModifiedValues.builder().build()
                : settings.pendingModifiedValues();
    }

    void changePending(Consumer<ClusterPendingModifiedValues.Builder> change) {
        ClusterPendingModifiedValues.Builder builder = pending().toBuilder();
        change.accept(builder);
        change(settings -> settings.pendingModifiedValues(builder.build()));
    }

    Phases phases() {
        return phases;
    }

    String status() {
        return phases.status();
    }

    DataHistory data() {
        return data;
    }

    String masterPassword() {
        return masterPassword;
    }

    void masterPassword(String password) {
        masterPassword = password;
    }

    InetSocketAddress server() {
        return server;
    }

    void server(InetSocketAddress server) {
        this.server = server;
    }

    /** The resource id of the instance that writes, or null while there is none. */
    String writer() {
        return writer;
    }

    void writer(String resourceId) {
        writer = resourceId;
    }

    boolean aurora() {
        return settings.engine().startsWith("aurora");
    }

    @Override
    public List<Tag> tags() {
        return settings.tagList();
    }

    @Override
    public void tags(List<Tag> tags) {
        change(settings -> settings.tagList(tags));
    }
}
