package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DescribeDbInstanceAutomatedBackupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstanceAutomatedBackupsResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;

class SimulatedRdsRestoreTest extends RdsTestBase {

    @BeforeEach
    void aSnapshotOfTheLargestInstance() {
        rds.instanceWithEverySettingSet("orders").dataVersion("v1");
        createSnapshot("orders", "before");
        advanceMinutes(10);
        rds.instance("orders").dataVersion("v2").master("order_admin", "rotated-since");
    }

    @Test
    void anInstanceIsCreatedThenBackedUpThenAvailableWithTheDataOfTheSnapshot() {
        String source = rds.describedInstance("orders").dbiResourceId();
        restore("Orders-Restore", request -> {});
        assertThat(statusOf("orders-restore")).isEqualTo("creating");
        assertThat(rds.describedInstance("orders-restore").endpoint()).isNull();
        assertThat(rds.describedInstance("orders-restore").instanceCreateTime()).isNull();
        advanceMinutes(20);
        assertThat(statusOf("orders-restore")).isEqualTo("backing-up");
        advanceMinutes(2);
        DBInstance restored = rds.describedInstance("orders-restore");
        assertThat(restored.dbInstanceStatus()).isEqualTo("available");
        assertThat(restored.endpoint().address())
                .isEqualTo("orders-restore.c0ffee123456.eu-central-1.rds.amazonaws.com");
        assertThat(restored.endpoint().port()).isEqualTo(6543);
        assertThat(restored.dbiResourceId()).isNotEqualTo(source);
        assertThat(rds.dataVersion("orders-restore")).isEqualTo("v1");
        assertThat(rds.masterPassword("orders-restore")).isEqualTo("correct-horse");
        assertThat(rds.eventIds("orders-restore")).contains("RDS-EVENT-0043");
    }

    @Test
    void aRestoreThatSaysNothingLosesAllButWhatTheSnapshotCarries() {
        restore("orders-restore", request -> {});
        DBInstance lost = rds.describedInstance("orders-restore");
        assertThat(lost.dbSubnetGroup().dbSubnetGroupName()).isEqualTo("default");
        assertThat(lost.vpcSecurityGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.vpcSecurityGroupId()).startsWith("sg-0defa"));
        assertThat(lost.dbParameterGroups().get(0).dbParameterGroupName()).isEqualTo("default.postgres18");
        assertThat(lost.optionGroupMemberships().get(0).optionGroupName()).isEqualTo("default:postgres-18");
        assertThat(lost.multiAZ()).isFalse();
        assertThat(lost.deletionProtection()).isFalse();
        assertThat(lost.iamDatabaseAuthenticationEnabled()).isFalse();
        assertThat(lost.enabledCloudwatchLogsExports()).isEmpty();
        assertThat(lost.maxAllocatedStorage()).isNull();
        assertThat(lost.monitoringInterval()).isZero();
        assertThat(lost.monitoringRoleArn()).isNull();
        assertThat(lost.performanceInsightsEnabled()).isFalse();
        assertThat(lost.databaseInsightsModeAsString()).isEqualTo("standard");
        assertThat(lost.preferredMaintenanceWindow()).isNotEqualTo("tue:03:00-tue:03:30");
        assertThat(lost.preferredBackupWindow()).isNotEqualTo("02:10-02:40");
        assertThat(lost.caCertificateIdentifier()).isEqualTo("rds-ca-rsa2048-g1");
        assertThat(lost.associatedRoles()).isEmpty();
        assertThat(lost.copyTagsToSnapshot()).isFalse();
        assertThat(lost.autoMinorVersionUpgrade()).isTrue();
        assertThat(lost.networkType()).isEqualTo("IPV4");
        assertThat(lost.processorFeatures()).isEmpty();
        assertThat(lost.dedicatedLogVolume()).isFalse();
        assertThat(lost.storageType()).isEqualTo("gp3");

        assertThat(lost.dbInstanceClass()).isEqualTo("db.r6i.4xlarge");
        assertThat(lost.dbInstancePort()).isEqualTo(6543);
        assertThat(lost.allocatedStorage()).isEqualTo(800);
        assertThat(lost.backupRetentionPeriod()).isEqualTo(21);
        assertThat(lost.kmsKeyId()).endsWith("5e5e5e5e-0002");
        assertThat(lost.tagList()).extracting("key").containsExactly("team", "cost-centre", "Größe", "owner");
    }

    @Test
    void aRestoreKeepsWhatTheRequestSays() {
        restore(
                "orders-restore",
                request -> request.dbSubnetGroupName("orders-private")
                        .vpcSecurityGroupIds("sg-0a01", "sg-0a02")
                        .dbParameterGroupName("orders-pg18")
                        .optionGroupName("orders-options")
                        .multiAZ(true)
                        .storageType("io2")
                        .iops(16000)
                        .deletionProtection(true)
                        .enableIAMDatabaseAuthentication(true)
                        .enableCloudwatchLogsExports("postgresql")
                        .caCertificateIdentifier("rds-ca-ecc384-g1")
                        .backupRetentionPeriod(3)
                        .tags(tag("only", "this")));
        DBInstance restored = rds.describedInstance("orders-restore");
        assertThat(restored.dbSubnetGroup().vpcId()).isEqualTo("vpc-0a1b2c3d");
        assertThat(restored.vpcSecurityGroups()).hasSize(2);
        assertThat(restored.dbParameterGroups().get(0).dbParameterGroupName()).isEqualTo("orders-pg18");
        assertThat(restored.dbParameterGroups().get(0).parameterApplyStatus()).isEqualTo("in-sync");
        assertThat(restored.optionGroupMemberships().get(0).optionGroupName()).isEqualTo("orders-options");
        assertThat(restored.multiAZ()).isTrue();
        assertThat(restored.storageType()).isEqualTo("io2");
        assertThat(restored.iops()).isEqualTo(16000);
        assertThat(restored.deletionProtection()).isTrue();
        assertThat(restored.iamDatabaseAuthenticationEnabled()).isTrue();
        assertThat(restored.enabledCloudwatchLogsExports()).containsExactly("postgresql");
        assertThat(restored.backupRetentionPeriod()).isEqualTo(3);
        assertThat(restored.tagList()).containsExactly(tag("only", "this"));
    }

    @Test
    void theStorageTypeFollowsFromTheIopsWhenItIsNotSaid() {
        restore("with-iops", request -> request.iops(5000));
        assertThat(rds.describedInstance("with-iops").storageType()).isEqualTo("io1");
        refused(400, "InvalidParameterCombination", () -> restore("io2", request -> request.storageType("io2")));
        rds.instance("small");
        createSnapshot("small", "small-before");
        advanceMinutes(10);
        refused(
                400,
                "InvalidParameterCombination",
                () -> restore(
                        "again",
                        request -> request.dbSnapshotIdentifier("small-before")
                                .storageType("gp3")
                                .iops(3000)));
        restore("again", request -> request.dbSnapshotIdentifier("small-before").storageType("gp3"));
        assertThat(rds.describedInstance("again").iops()).isEqualTo(3000);
        assertThat(rds.describedInstance("again").storageThroughput()).isEqualTo(125);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                400,
                "InvalidParameterCombination",
                () -> restore("r", request -> request.multiAZ(true).availabilityZone("eu-central-1a")));
        refused(
                400,
                "InvalidParameterCombination",
                () -> restore("r", request -> request.vpcSecurityGroupIds("sg-0a01")));
        refused(404, "DBSubnetGroupNotFoundFault", () -> restore("r", request -> request.dbSubnetGroupName("none")));
        refused(404, "DBParameterGroupNotFound", () -> restore("r", request -> request.dbParameterGroupName("none")));
        rds.parameterGroup("orders-pg17", "postgres17");
        refused(
                400,
                "InvalidParameterCombination",
                () -> restore("r", request -> request.dbParameterGroupName("orders-pg17")));
        refused(404, "OptionGroupNotFoundFault", () -> restore("r", request -> request.optionGroupName("none")));
        refused(404, "CertificateNotFound", () -> restore("r", request -> request.caCertificateIdentifier("none")));
        refused(
                400,
                "InvalidParameterCombination",
                () -> restore("r", request -> request.manageMasterUserPassword(true)));
        refused(400, "InvalidParameterCombination", () -> restore("r", request -> request.allocatedStorage(810)));
        refused(400, "InvalidParameterValue", () -> restore("1r", request -> {}));
        refused(404, "DBSnapshotNotFound", () -> restore("r", request -> request.dbSnapshotIdentifier("none")));
        refused(400, "DBInstanceAlreadyExists", () -> restore("ORDERS", request -> {}));
        rds.snapshotStatus("before", "creating");
        refused(400, "InvalidDBSnapshotState", () -> restore("r", request -> {}));
        assertThat(rds.hasInstance("r")).isFalse();
    }

    @Test
    void quotasCapacityAndKeysStopARestore() {
        rds.faults().insufficientCapacity(true);
        refused(400, "InsufficientDBInstanceCapacity", () -> restore("r", request -> {}));
        rds.faults().insufficientCapacity(false).storageQuotaExceeded(true);
        refused(400, "StorageQuotaExceeded", () -> restore("r", request -> {}));
        String key = rds.describedInstance("orders").kmsKeyId();
        rds.faults().storageQuotaExceeded(false).kmsKeyUnusable(key);
        refused(400, "KMSKeyNotAccessibleFault", () -> restore("r", request -> {}));
        rds.faults().kmsKeyUsable(key);
        rds.quotas(100, 1);
        refused(400, "InstanceQuotaExceeded", () -> restore("r", request -> {}));
        rds.quotas(100, 2);
        restore("r", request -> {});
    }

    @Test
    void aRestoreEndsInAnErrorOnDemand() {
        rds.faults().nextRestoreEndsAs("incompatible-restore");
        restore("r", request -> {});
        advanceMinutes(20);
        assertThat(statusOf("r")).isEqualTo("incompatible-restore");
    }

    @Test
    void aListenerPutsARealServerBehindARestoredInstanceWhichKeepsIt() {
        rds.timings(RdsTimings.all(Duration.ofSeconds(1)).with(Lapse.RESTORE, Duration.ofMinutes(1)));
        List<String> restored = new ArrayList<>();
        rds.listen(new RdsListener() {
            @Override
            public void instanceRestored(DBInstance instance, DBSnapshot snapshot) {
                restored.add(instance.dbInstanceIdentifier() + " from " + snapshot.dbSnapshotIdentifier());
                rds.bindEndpoint(instance.dbInstanceIdentifier(), "127.0.0.1", 54321);
            }
        });
        restore("orders-restore", request -> {});
        assertThat(restored).containsExactly("orders-restore from before");
        assertThat(rds.describedInstance("orders-restore").endpoint()).isNull();
        advanceMinutes(2);
        assertThat(rds.describedInstance("orders-restore").endpoint().address()).isEqualTo("127.0.0.1");
        assertThat(rds.describedInstance("orders-restore").endpoint().port()).isEqualTo(54321);
    }

    @Test
    void aServerCanBeAnnouncedForAnInstanceToCome() {
        rds.bindEndpoint("orders-restore", "localhost", 5433);
        restore("orders-restore", request -> {});
        advanceMinutes(30);
        assertThat(rds.describedInstance("orders-restore").endpoint().port()).isEqualTo(5433);
    }

    @Test
    void anInstanceGoesBackToAPointInTimeFiveMinutesAgoAtTheLatest() {
        Instant then = clock.instant().minus(Duration.ofMinutes(8));
        refused(
                400,
                "InvalidParameterValue",
                () -> toPointInTime(
                        request -> request.restoreTime(clock.instant().minusSeconds(60))));
        refused(400, "InvalidParameterCombination", () -> toPointInTime(request -> {}));
        refused(
                400,
                "InvalidParameterCombination",
                () -> toPointInTime(request -> request.restoreTime(then).useLatestRestorableTime(true)));
        toPointInTime(request -> request.restoreTime(then).maxAllocatedStorage(1000));
        assertThat(rds.dataVersion("orders-then")).isEqualTo("v1");
        assertThat(rds.describedInstance("orders-then").maxAllocatedStorage()).isEqualTo(1000);
        assertThat(rds.describedInstance("orders-then").monitoringInterval()).isZero();
        assertThat(rds.describedInstance("orders").latestRestorableTime())
                .isEqualTo(clock.instant().minus(Duration.ofMinutes(5)));
    }

    @Test
    void withoutAutomatedBackupsThereIsNoPointInTime() {
        rds.instance("orders").backupRetention(0);
        refused(
                400,
                "PointInTimeRestoreNotEnabled",
                () -> toPointInTime(request -> request.useLatestRestorableTime(true)));
        assertThat(call(
                                DescribeDbInstanceAutomatedBackupsResponse.class,
                                "DescribeDBInstanceAutomatedBackups",
                                DescribeDbInstanceAutomatedBackupsRequest.builder()
                                        .build())
                        .dbInstanceAutomatedBackups())
                .isEmpty();
    }

    private void restore(String identifier, Consumer<RestoreDbInstanceFromDbSnapshotRequest.Builder> change) {
        RestoreDbInstanceFromDbSnapshotRequest.Builder request = RestoreDbInstanceFromDbSnapshotRequest.builder()
                .dbInstanceIdentifier(identifier)
                .dbSnapshotIdentifier("before");
        change.accept(request);
        rds.answer("RestoreDBInstanceFromDBSnapshot", request.build());
    }

    private void toPointInTime(Consumer<RestoreDbInstanceToPointInTimeRequest.Builder> change) {
        RestoreDbInstanceToPointInTimeRequest.Builder request = RestoreDbInstanceToPointInTimeRequest.builder()
                .sourceDBInstanceIdentifier("orders")
                .targetDBInstanceIdentifier("orders-then");
        change.accept(request);
        rds.answer("RestoreDBInstanceToPointInTime", request.build());
    }
}
