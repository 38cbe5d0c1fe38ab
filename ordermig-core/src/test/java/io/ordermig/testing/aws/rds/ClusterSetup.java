package io.ordermig.testing.aws.rds;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterRole;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * How a test puts a cluster into the simulator: it is there, {@code available}, as soon as it is named, and each of
 * these methods changes it at once. Thread-safe.
 */
public final class ClusterSetup {

    private final RdsAccount account;
    private final Object lock;
    private final Cluster cluster;

    ClusterSetup(RdsAccount account, Object lock, Cluster cluster) {
        this.account = account;
        this.lock = lock;
        this.cluster = cluster;
    }

    /** Sets anything that has no method of its own here. */
    public ClusterSetup set(Consumer<DBCluster.Builder> change) {
        synchronized (lock) {
            cluster.change(change);
            return this;
        }
    }

    /** The engine's version, with its default parameter group. */
    public ClusterSetup engineVersion(String version) {
        String family = Catalog.family(cluster.settings().engine(), version);
        return set(settings -> settings.engineVersion(version).dbClusterParameterGroup("default." + family));
    }

    /** The subnet group, and the VPC that it is in; the members' too. */
    public ClusterSetup subnetGroup(String name, String vpc) {
        synchronized (lock) {
            account.catalog.addSubnetGroup(name, vpc);
            account.members(cluster)
                    .forEach(member ->
                            member.change(settings -> settings.dbSubnetGroup(account.catalog.subnetGroup(name))));
            return set(settings -> settings.dbSubnetGroup(name));
        }
    }

    /** The security groups; they are in the VPC of the subnet group, which is to be set before. */
    public ClusterSetup securityGroups(String... ids) {
        synchronized (lock) {
            String vpc = account.catalog
                    .subnetGroup(cluster.settings().dbSubnetGroup())
                    .vpcId();
            Arrays.stream(ids).forEach(id -> account.catalog.addSecurityGroup(id, vpc));
            return set(settings -> settings.vpcSecurityGroups(
                    Arrays.stream(ids).map(Samples::securityGroup).toList()));
        }
    }

    /** The cluster's parameter group. */
    public ClusterSetup parameterGroup(String name) {
        synchronized (lock) {
            String family = Catalog.family(
                    cluster.settings().engine(), cluster.settings().engineVersion());
            account.catalog.addClusterParameterGroup(name, family);
            return set(settings -> settings.dbClusterParameterGroup(name));
        }
    }

    /** Whether it is protected from deletion. */
    public ClusterSetup deletionProtection(boolean on) {
        return set(settings -> settings.deletionProtection(on));
    }

    /** How many days automated backups are kept. */
    public ClusterSetup backupRetention(int days) {
        return set(settings -> settings.backupRetentionPeriod(days));
    }

    /** The windows of backup and maintenance. */
    public ClusterSetup windows(String backup, String maintenance) {
        return set(settings -> settings.preferredBackupWindow(backup).preferredMaintenanceWindow(maintenance));
    }

    /** Whether IAM can sign in. */
    public ClusterSetup iamAuthentication(boolean on) {
        return set(settings -> settings.iamDatabaseAuthenticationEnabled(on));
    }

    /** The logs that go to CloudWatch. */
    public ClusterSetup logExports(String... logs) {
        return set(settings -> settings.enabledCloudwatchLogsExports(logs));
    }

    /** Whether snapshots get the tags. */
    public ClusterSetup copyTagsToSnapshot(boolean on) {
        return set(settings -> settings.copyTagsToSnapshot(on));
    }

    /** One tag more, one of AWS's own if need be. */
    public ClusterSetup tag(String key, String value) {
        return set(settings -> {
            List<Tag> tags = new ArrayList<>(cluster.tags());
            tags.add(Tag.builder().key(key).value(value).build());
            settings.tagList(tags);
        });
    }

    /** One associated role more. */
    public ClusterSetup role(String feature, String arn) {
        return set(settings -> {
            List<DBClusterRole> roles = new ArrayList<>(cluster.settings().associatedRoles());
            roles.add(DBClusterRole.builder()
                    .featureName(feature)
                    .roleArn(arn)
                    .status("ACTIVE")
                    .build());
            settings.associatedRoles(roles);
        });
    }

    /** The key that its storage is encrypted with. */
    public ClusterSetup encryptedWith(String kmsKey) {
        return set(settings -> settings.storageEncrypted(true).kmsKeyId(kmsKey));
    }

    /** The master user and password. */
    public ClusterSetup master(String user, String password) {
        synchronized (lock) {
            cluster.masterPassword(password);
            return set(settings -> settings.masterUsername(user));
        }
    }

    /** A name for the data that it has from now on. */
    public ClusterSetup dataVersion(String version) {
        synchronized (lock) {
            account.timeline.catchUp();
            cluster.data().set(account.timeline.now(), version);
            return this;
        }
    }

    /** The status that it rests in, such as {@code inaccessible-encryption-credentials}. */
    public ClusterSetup status(String status) {
        synchronized (lock) {
            account.timeline.catchUp();
            cluster.phases().abandon().rest(status);
            return this;
        }
    }

    /** The server that its endpoints are. */
    public ClusterSetup endpoint(String host, int port) {
        synchronized (lock) {
            cluster.server(InetSocketAddress.createUnresolved(host, port));
            return this;
        }
    }
}
