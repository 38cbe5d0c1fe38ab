package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.rds.model.DBInstance;

class InstanceSettingsTest {

    /** Names, ids, times, states, and what others have to do with it: of one instance alone. */
    private static final Set<String> OF_ONE_ALONE = Set.of(
            "ActivityStreamEngineNativeAuditFieldsIncluded",
            "ActivityStreamKinesisStreamName",
            "ActivityStreamKmsKeyId",
            "ActivityStreamPolicyStatus",
            "ActivityStreamStatus",
            "AutomaticRestartTime",
            "AutomationMode",
            "AwsBackupRecoveryPointArn",
            "CertificateDetails",
            "DBClusterIdentifier",
            "DBInstanceArn",
            "DBInstanceAutomatedBackupsReplications",
            "DBInstanceIdentifier",
            "DBInstanceStatus",
            "DBSecurityGroups",
            "DBSystemId",
            "DbiResourceId",
            "Endpoint",
            "EnhancedMonitoringResourceArn",
            "InstanceCreateTime",
            "IsStorageConfigUpgradeAvailable",
            "LatestRestorableTime",
            "ListenerEndpoint",
            "NcharCharacterSetName",
            "PendingModifiedValues",
            "PercentProgress",
            "PromotionTier",
            "ReadReplicaDBClusterIdentifiers",
            "ReadReplicaDBInstanceIdentifiers",
            "ReadReplicaSourceDBClusterIdentifier",
            "ReadReplicaSourceDBInstanceIdentifier",
            "ResumeFullAutomationModeTime",
            "SecondaryAvailabilityZone",
            "StatusInfos",
            "StorageOperationStatus",
            "StorageVolumeStatus",
            "TdeCredentialArn",
            "UpgradeRolloutOrder");

    @Test
    void everythingThatRdsSaysOfAnInstanceIsComparedOrOfOneInstanceAlone() {
        Set<String> all = new TreeSet<>();
        for (SdkField<?> field : DBInstance.builder().build().sdkFields()) {
            all.add(field.memberName());
        }
        List<String> compared =
                InstanceSettings.ALL.stream().map(InstanceSetting::name).toList();

        assertThat(all).containsAll(compared);
        all.removeAll(compared);
        all.remove(InstanceSettings.TAGS);
        assertThat(all).isSubsetOf(OF_ONE_ALONE);
    }

    @Test
    void whatMeansTheSameIsNoDifference() {
        DBInstance one = DBInstance.builder()
                .multiAZ(false)
                .enabledCloudwatchLogsExports("upgrade", "postgresql")
                .availabilityZone("a")
                .build();
        DBInstance other = DBInstance.builder()
                .enabledCloudwatchLogsExports("postgresql", "upgrade")
                .availabilityZone("a")
                .build();

        assertThat(InstanceSettings.ALL)
                .allSatisfy(setting -> assertThat(setting.between(one, other)).isEmpty());
    }
}
