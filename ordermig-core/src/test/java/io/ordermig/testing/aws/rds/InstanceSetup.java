package io.ordermig.testing.aws.rds;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceRole;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.ProcessorFeature;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * How a test puts an instance into the simulator: it is there, {@code available}, as soon as it is named, and each of
 * these methods changes it at once, without any request. What it refers to (subnet group, parameter group and so on)
 * exists from then on too. Thread-safe.
 */
public final class InstanceSetup {

    private final RdsAccount account;
    private final Object lock;
    private final Instance instance;

    InstanceSetup(RdsAccount account, Object lock, Instance instance) {
        this.account = account;
        this.lock = lock;
        this.instance = instance;
    }

    /** Sets anything that has no method of its own here. */
    public InstanceSetup set(Consumer<DBInstance.Builder> change) {
        synchronized (lock) {
            instance.change(change);
            account.catalog.addAllOf(instance.settings());
            return this;
        }
    }

    /** The engine's version, with its default parameter and option group. */
    public InstanceSetup engineVersion(String version) {
        set(settings -> settings.engineVersion(version));
        String engine = instance.settings().engine();
        parameterGroup("default." + Catalog.family(engine, version));
        return optionGroup(account.catalog.optionGroup(null, engine, version));
    }

    /** The class, such as {@code db.r6g.large}. */
    public InstanceSetup instanceClass(String name) {
        return set(settings -> settings.dbInstanceClass(name));
    }

    /** Whether it has a standby. */
    public InstanceSetup multiAz(boolean multiAz) {
        return set(
                settings -> settings.multiAZ(multiAz).secondaryAvailabilityZone(multiAz ? account.region + "b" : null));
    }

    /** The subnet group, and the VPC that it is in. */
    public InstanceSetup subnetGroup(String name, String vpc) {
        synchronized (lock) {
            account.catalog.addSubnetGroup(name, vpc);
            return set(settings -> settings.dbSubnetGroup(account.catalog.subnetGroup(name)));
        }
    }

    /** The security groups; they are in the VPC of the subnet group, which is to be set before. */
    public InstanceSetup securityGroups(String... ids) {
        return set(settings -> settings.vpcSecurityGroups(Arrays.stream(ids)
                .map(id -> VpcSecurityGroupMembership.builder()
                        .vpcSecurityGroupId(id)
                        .status("active")
                        .build())
                .toList()));
    }

    /** The parameter group, in sync. */
    public InstanceSetup parameterGroup(String name) {
        return set(settings -> settings.dbParameterGroups(DBParameterGroupStatus.builder()
                .dbParameterGroupName(name)
                .parameterApplyStatus("in-sync")
                .build()));
    }

    /** The option group, in sync. */
    public InstanceSetup optionGroup(String name) {
        return set(settings -> settings.optionGroupMemberships(OptionGroupMembership.builder()
                .optionGroupName(name)
                .status("in-sync")
                .build()));
    }

    /** The storage: its type, GiB, IOPS and MiB/s; null for what the type does not have. */
    public InstanceSetup storage(String type, int gib, Integer iops, Integer throughput) {
        return set(settings ->
                settings.storageType(type).allocatedStorage(gib).iops(iops).storageThroughput(throughput));
    }

    /** Up to where the storage grows by itself, in GiB. */
    public InstanceSetup maxAllocatedStorage(int gib) {
        return set(settings -> settings.maxAllocatedStorage(gib));
    }

    /** Whether it is protected from deletion. */
    public InstanceSetup deletionProtection(boolean on) {
        return set(settings -> settings.deletionProtection(on));
    }

    /** How many days automated backups are kept; 0 is none, and no restore to a point in time. */
    public InstanceSetup backupRetention(int days) {
        return set(settings -> settings.backupRetentionPeriod(days));
    }

    /** The windows of backup and maintenance, such as {@code 02:10-02:40} and {@code tue:03:00-tue:03:30}. */
    public InstanceSetup windows(String backup, String maintenance) {
        return set(settings -> settings.preferredBackupWindow(backup).preferredMaintenanceWindow(maintenance));
    }

    /** Whether IAM can sign in. */
    public InstanceSetup iamAuthentication(boolean on) {
        return set(settings -> settings.iamDatabaseAuthenticationEnabled(on));
    }

    /** The logs that go to CloudWatch. */
    public InstanceSetup logExports(String... logs) {
        return set(settings -> settings.enabledCloudwatchLogsExports(logs));
    }

    /** Enhanced monitoring: the interval in seconds, and the role. */
    public InstanceSetup monitoring(int seconds, String role) {
        return set(settings -> settings.monitoringInterval(seconds)
                .monitoringRoleArn(role)
                .enhancedMonitoringResourceArn(account.monitoringArn(instance)));
    }

    /** Performance Insights: the key, and for how many days. */
    public InstanceSetup performanceInsights(String kmsKey, int days) {
        return set(settings -> settings.performanceInsightsEnabled(true)
                .performanceInsightsKMSKeyId(kmsKey)
                .performanceInsightsRetentionPeriod(days));
    }

    /** Database Insights: {@code standard} or {@code advanced}. */
    public InstanceSetup insightsMode(String mode) {
        return set(settings -> settings.databaseInsightsMode(mode));
    }

    /** One tag more, one of AWS's own ({@code aws:…}) if need be. */
    public InstanceSetup tag(String key, String value) {
        return set(settings -> {
            List<Tag> tags = new ArrayList<>(instance.tags());
            tags.add(Tag.builder().key(key).value(value).build());
            settings.tagList(tags);
        });
    }

    /** Whether snapshots get the tags. */
    public InstanceSetup copyTagsToSnapshot(boolean on) {
        return set(settings -> settings.copyTagsToSnapshot(on));
    }

    /** One associated role more, such as for {@code s3Import}. */
    public InstanceSetup role(String feature, String arn) {
        return set(settings -> {
            List<DBInstanceRole> roles = new ArrayList<>(instance.settings().associatedRoles());
            roles.add(DBInstanceRole.builder()
                    .featureName(feature)
                    .roleArn(arn)
                    .status("ACTIVE")
                    .build());
            settings.associatedRoles(roles);
        });
    }

    /** The certificate authority. */
    public InstanceSetup certificateAuthority(String identifier) {
        return set(settings -> settings.caCertificateIdentifier(identifier));
    }

    /** Whether it has a public address. */
    public InstanceSetup publiclyAccessible(boolean on) {
        return set(settings -> settings.publiclyAccessible(on));
    }

    /** Whether minor versions come by themselves. */
    public InstanceSetup autoMinorVersionUpgrade(boolean on) {
        return set(settings -> settings.autoMinorVersionUpgrade(on));
    }

    /** {@code IPV4} or {@code DUAL}. */
    public InstanceSetup networkType(String type) {
        return set(settings -> settings.networkType(type));
    }

    /** The port in its settings; see {@link SimulatedRds#bindEndpoint} for a real server. */
    public InstanceSetup port(int port) {
        return set(settings -> settings.dbInstancePort(port));
    }

    /** Cores, and threads of each. */
    public InstanceSetup processorFeatures(int cores, int threads) {
        return set(settings -> settings.processorFeatures(
                ProcessorFeature.builder()
                        .name("coreCount")
                        .value(Integer.toString(cores))
                        .build(),
                ProcessorFeature.builder()
                        .name("threadsPerCore")
                        .value(Integer.toString(threads))
                        .build()));
    }

    /** Whether the log has a volume of its own. */
    public InstanceSetup dedicatedLogVolume(boolean on) {
        return set(settings -> settings.dedicatedLogVolume(on));
    }

    /** The key that its storage is encrypted with. */
    public InstanceSetup encryptedWith(String kmsKey) {
        return set(settings -> settings.storageEncrypted(true).kmsKeyId(kmsKey));
    }

    /** RDS keeps the master password in Secrets Manager, under this key. */
    public InstanceSetup managedMasterPassword(String secretArn, String kmsKey) {
        return set(settings -> settings.masterUserSecret(MasterUserSecret.builder()
                .secretArn(secretArn)
                .secretStatus("active")
                .kmsKeyId(kmsKey)
                .build()));
    }

    /** The master user and password. */
    public InstanceSetup master(String user, String password) {
        synchronized (lock) {
            instance.masterPassword(password);
            return set(settings -> settings.masterUsername(user));
        }
    }

    /** A name for the data that it has from now on. */
    public InstanceSetup dataVersion(String version) {
        synchronized (lock) {
            account.timeline.catchUp();
            instance.data().set(account.timeline.now(), version);
            return this;
        }
    }

    /** The status that it rests in, such as {@code storage-full} or {@code stopped}. */
    public InstanceSetup status(String status) {
        synchronized (lock) {
            account.timeline.catchUp();
            instance.interrupt();
            instance.phases().rest(status);
            return this;
        }
    }

    /** Changes that wait for the maintenance window. */
    public InstanceSetup pending(PendingModifiedValues values) {
        return set(settings -> settings.pendingModifiedValues(values));
    }

    /** It replicates another one. */
    public InstanceSetup replicaOf(String identifier) {
        synchronized (lock) {
            instance.replicaOf(
                    account.instance("DBInstanceIdentifier", identifier).resourceId());
            return this;
        }
    }

    /** The server that its endpoint is. */
    public InstanceSetup endpoint(String host, int port) {
        synchronized (lock) {
            instance.server(InetSocketAddress.createUnresolved(host, port));
            return this;
        }
    }
}
