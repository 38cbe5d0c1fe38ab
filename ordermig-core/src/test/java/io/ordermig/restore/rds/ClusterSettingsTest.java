package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;

class ClusterSettingsTest {

    /** What belongs to one cluster alone, by why it is not compared. */
    static final Map<String, Set<String>> ALONE = Map.of(
            "its names and ids",
            Set.of(
                    "DBClusterIdentifier",
                    "DbClusterResourceId",
                    "DBClusterArn",
                    "Endpoint",
                    "ReaderEndpoint",
                    "HostedZoneId",
                    "CloneGroupId",
                    "AwsBackupRecoveryPointArn",
                    "DBSystemId"),
            "its times",
            Set.of(
                    "ClusterCreateTime",
                    "EarliestRestorableTime",
                    "LatestRestorableTime",
                    "EarliestBacktrackTime",
                    "AutomaticRestartTime",
                    "IOOptimizedNextAllowedModificationTime"),
            "its state",
            Set.of(
                    "Status",
                    "StatusInfos",
                    "PercentProgress",
                    "PendingModifiedValues",
                    "BacktrackConsumedChangeRecords",
                    "Capacity",
                    "ServerlessV2PlatformVersion",
                    "ActivityStreamStatus",
                    "ActivityStreamKinesisStreamName",
                    "CrossAccountClone",
                    "LimitlessDatabase"),
            "told with the mode of the activity stream",
            Set.of("ActivityStreamKmsKeyId"),
            "compared member by member, or following from where they are",
            Set.of("DBClusterMembers", "MultiAZ", "AvailabilityZones"),
            "compared with the rules of tags",
            Set.of("TagList"),
            "always the default one of the engine",
            Set.of("DBClusterOptionGroupMemberships"),
            "decided by the organisation",
            Set.of("UpgradeRolloutOrder"),
            "told in the aftermath",
            Set.of(
                    "CustomEndpoints",
                    "GlobalClusterIdentifier",
                    "GlobalWriteForwardingStatus",
                    "GlobalWriteForwardingRequested",
                    "ReplicationSourceIdentifier",
                    "ReadReplicaIdentifiers"));

    /** Settings of an instance that the cluster decides for its members, and those that no member of Aurora has. */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "Engine",
            "EngineVersion",
            "EngineLifecycleSupport",
            "MasterUsername",
            "MasterUserSecret",
            "DBName",
            "StorageEncrypted",
            "StorageEncryptionType",
            "KmsKeyId",
            "AllocatedStorage",
            "StorageType",
            "Iops",
            "StorageThroughput",
            "MaxAllocatedStorage",
            "AdditionalStorageVolumes",
            "DedicatedLogVolume",
            "DBSubnetGroup",
            "VpcSecurityGroups",
            "OptionGroupMemberships",
            "BackupRetentionPeriod",
            "PreferredBackupWindow",
            "BackupTarget",
            "DeletionProtection",
            "IAMDatabaseAuthenticationEnabled",
            "EnabledCloudwatchLogsExports",
            "DatabaseInsightsMode",
            "NetworkType",
            "DbInstancePort",
            "MultiAZ",
            "LicenseModel",
            "CharacterSetName",
            "Timezone",
            "CustomerOwnedIpEnabled",
            "CustomIamInstanceProfile",
            "MultiTenant",
            "ReplicaMode",
            "ActivityStreamMode",
            "DomainMemberships",
            "AssociatedRoles",
            "ProcessorFeatures");

    static Set<String> alone() {
        return ALONE.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Test
    void eachMemberOfTheApiIsComparedOrKnownToBelongToOneClusterAlone() {
        Set<String> known = new TreeSet<>(alone());
        known.addAll(names());

        Set<String> ofTheApi = DBCluster.builder().build().sdkFields().stream()
                .map(SdkField::locationName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).isEqualTo(ofTheApi);
        assertThat(alone()).doesNotContainAnyElementsOf(names());
    }

    private static List<String> names() {
        return ClusterSettings.ALL.stream().map(ClusterSetting::name).toList();
    }

    @Test
    void eachSettingOfAnInstanceIsAMembersOwnOrItsClusters() {
        Set<String> known = new TreeSet<>(OF_THE_CLUSTER);
        MemberSettings.ALL.forEach(setting -> known.add(setting.name()));
        Set<String> all = new TreeSet<>(Set.of("PromotionTier"));
        InstanceSettings.ALL.forEach(setting -> all.add(setting.name()));

        assertThat(known).isEqualTo(all);
        assertThat(OF_THE_CLUSTER)
                .doesNotContainAnyElementsOf(
                        MemberSettings.ALL.stream().map(InstanceSetting::name).toList());
    }

    @Test
    void whatTheTagsOfASnapshotDoNotCarryIsNoDifference() {
        ClusterSetting setting = ClusterSettings.ALL.stream()
                .filter(each -> each.name().equals("CertificateDetails"))
                .findFirst()
                .orElseThrow();
        DBCluster live = DBCluster.builder()
                .engine("postgres")
                .certificateDetails(details -> details.caIdentifier("rds-ca-rsa2048-g1"))
                .build();

        assertThat(setting.between(DBCluster.builder().engine("postgres").build(), live))
                .isEmpty();
        assertThat(setting.between(
                        live.toBuilder()
                                .certificateDetails(details -> details.caIdentifier("rds-ca-ecc384-g1"))
                                .build(),
                        live))
                .contains(new Difference("CertificateDetails", "rds-ca-ecc384-g1", "rds-ca-rsa2048-g1"));
    }

    @Test
    void asksForTheStorageOfAMultiAzClusterAsAWhole() {
        DBCluster wanted = DBCluster.builder()
                .engine("postgres")
                .storageType("io2")
                .allocatedStorage(400)
                .iops(8000)
                .build();
        ModifyDbClusterRequest.Builder request = ModifyDbClusterRequest.builder();

        ClusterSettings.ALL.stream()
                .filter(setting -> setting.name().equals("Iops"))
                .forEach(setting -> setting.change().ask(request, wanted, wanted));

        assertThat(request.build())
                .isEqualTo(ModifyDbClusterRequest.builder()
                        .storageType("io2")
                        .allocatedStorage(400)
                        .iops(8000)
                        .build());
    }

    @Test
    void theStandardStorageOfAuroraIsTheSameWhetherItIsToldOrNot() {
        DBCluster told = DBCluster.builder()
                .engine("aurora-postgresql")
                .storageType("aurora")
                .build();
        DBCluster untold = DBCluster.builder().engine("aurora-postgresql").build();

        assertThat(ClusterSettings.ALL)
                .allSatisfy(setting -> assertThat(setting.between(told, untold)).isEmpty());
    }
}
