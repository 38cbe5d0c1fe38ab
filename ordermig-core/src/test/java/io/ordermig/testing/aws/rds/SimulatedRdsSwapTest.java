package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.AddRoleToDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceRole;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;

/** That a careful restore of the largest instance can end with an equal one, and the data of the snapshot. */
class SimulatedRdsSwapTest extends RdsTestBase {

    @Test
    void everySettingThatARestoreLosesCanBeHadBackAndTheNamesSwapped() {
        rds.instanceWithEverySettingSet("orders").dataVersion("v1");
        DBInstance before = rds.describedInstance("orders");
        createSnapshot("orders", "before");
        advanceMinutes(10);
        rds.instance("orders").dataVersion("v2");

        restore(before);
        advanceMinutes(30);
        modify(
                "orders-new",
                request -> request.maxAllocatedStorage(before.maxAllocatedStorage())
                        .monitoringInterval(before.monitoringInterval())
                        .monitoringRoleArn(before.monitoringRoleArn())
                        .enablePerformanceInsights(true)
                        .performanceInsightsKMSKeyId(before.performanceInsightsKMSKeyId())
                        .performanceInsightsRetentionPeriod(before.performanceInsightsRetentionPeriod())
                        .databaseInsightsMode(before.databaseInsightsMode())
                        .preferredMaintenanceWindow(before.preferredMaintenanceWindow())
                        .applyImmediately(true));
        advanceMinutes(10);
        for (DBInstanceRole role : before.associatedRoles()) {
            rds.answer(
                    "AddRoleToDBInstance",
                    AddRoleToDbInstanceRequest.builder()
                            .dbInstanceIdentifier("orders-new")
                            .featureName(role.featureName())
                            .roleArn(role.roleArn())
                            .build());
        }
        advanceMinutes(1);
        modify(
                "orders",
                request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        advanceMinutes(7);
        modify(
                "orders-new",
                request -> request.newDBInstanceIdentifier("orders").applyImmediately(true));
        advanceMinutes(7);

        assertThat(rds.dataVersion("orders")).isEqualTo("v1");
        assertThat(rds.dataVersion("orders-old")).isEqualTo("v2");
        assertThat(likeNew(rds.describedInstance("orders"))).isEqualTo(likeNew(before));
    }

    /** Without what differs from instance to instance. */
    private DBInstance likeNew(DBInstance instance) {
        return instance.toBuilder()
                .dbiResourceId(null)
                .instanceCreateTime(null)
                .latestRestorableTime(null)
                .availabilityZone(null)
                .secondaryAvailabilityZone(null)
                .enhancedMonitoringResourceArn(null)
                .tagList(Tags.ofTheUser(instance.tagList()))
                .build();
    }

    private void restore(DBInstance settings) {
        rds.answer(
                "RestoreDBInstanceFromDBSnapshot",
                RestoreDbInstanceFromDbSnapshotRequest.builder()
                        .dbInstanceIdentifier("orders-new")
                        .dbSnapshotIdentifier("before")
                        .dbSubnetGroupName(settings.dbSubnetGroup().dbSubnetGroupName())
                        .vpcSecurityGroupIds(settings.vpcSecurityGroups().stream()
                                .map(group -> group.vpcSecurityGroupId())
                                .toList())
                        .dbParameterGroupName(
                                settings.dbParameterGroups().get(0).dbParameterGroupName())
                        .optionGroupName(
                                settings.optionGroupMemberships().get(0).optionGroupName())
                        .multiAZ(settings.multiAZ())
                        .storageType(settings.storageType())
                        .iops(settings.iops())
                        .dedicatedLogVolume(settings.dedicatedLogVolume())
                        .deletionProtection(settings.deletionProtection())
                        .enableIAMDatabaseAuthentication(settings.iamDatabaseAuthenticationEnabled())
                        .enableCloudwatchLogsExports(settings.enabledCloudwatchLogsExports())
                        .publiclyAccessible(settings.publiclyAccessible())
                        .copyTagsToSnapshot(settings.copyTagsToSnapshot())
                        .autoMinorVersionUpgrade(settings.autoMinorVersionUpgrade())
                        .caCertificateIdentifier(settings.caCertificateIdentifier())
                        .networkType(settings.networkType())
                        .processorFeatures(settings.processorFeatures())
                        .preferredBackupWindow(settings.preferredBackupWindow())
                        .build());
    }

    private void modify(String identifier, Consumer<ModifyDbInstanceRequest.Builder> change) {
        ModifyDbInstanceRequest.Builder request =
                ModifyDbInstanceRequest.builder().dbInstanceIdentifier(identifier);
        change.accept(request);
        rds.answer("ModifyDBInstance", request.build());
    }
}
