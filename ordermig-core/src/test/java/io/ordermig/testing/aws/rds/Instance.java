package io.ordermig.testing.aws.rds;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.Tag;

/** One instance: its settings, its status, and what no API shows: its data, its password, and the server behind it. */
final class Instance implements Tagged {

    private DBInstance settings;
    private final Phases phases;
    private final DataHistory data;
    private String masterPassword;
    private InetSocketAddress server;
    private String replicaOf;

    Instance(DBInstance settings, Timeline timeline) {
        this.settings = settings;
        this.phases = new Phases(timeline);
        this.data = new DataHistory();
        this.masterPassword = "";
    }

    String identifier() {
        return settings.dbInstanceIdentifier();
    }

    String resourceId() {
        return settings.dbiResourceId();
    }

    /** All settings as of now; status, ARN, endpoint and what follows from time or others are filled in when described. */
    DBInstance settings() {
        return settings;
    }

    void change(Consumer<DBInstance.Builder> change) {
        DBInstance.Builder builder = settings.toBuilder();
        change.accept(builder);
        settings = builder.build();
    }

    PendingModifiedValues pending() {
        return settings.pendingModifiedValues() == null
                ? PendingModifiedValues.builder().build()
                : settings.pendingModifiedValues();
    }

    void changePending(Consumer<PendingModifiedValues.Builder> change) {
        PendingModifiedValues.Builder builder = pending().toBuilder();
        change.accept(builder);
        change(settings -> settings.pendingModifiedValues(builder.build()));
    }

    Phases phases() {
        return phases;
    }

    String status() {
        return phases.status();
    }

    /** Whether a snapshot can be taken (CreateDBSnapshot: {@code available} or {@code storage-optimization}). */
    boolean usable() {
        return status().equals(Phases.AVAILABLE) || status().equals("storage-optimization");
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

    /** The real server that a test put behind it, or null. */
    InetSocketAddress server() {
        return server;
    }

    void server(InetSocketAddress server) {
        this.server = server;
    }

    /** The resource id of the instance that it replicates, or null. */
    String replicaOf() {
        return replicaOf;
    }

    void replicaOf(String resourceId) {
        replicaOf = resourceId;
    }

    boolean memberOf(String cluster) {
        return cluster.equals(settings.dbClusterIdentifier());
    }

    boolean aurora() {
        return settings.engine().startsWith("aurora");
    }

    /** It was rebooted: what waited for that is applied. */
    void rebooted() {
        change(builder -> builder.dbParameterGroups(settings.dbParameterGroups().stream()
                .map(group -> Samples.parameterGroup(group.dbParameterGroupName(), "in-sync"))
                .toList()));
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
