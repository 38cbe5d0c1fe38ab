package io.ordermig.restore.rds;

import static io.ordermig.restore.rds.InstanceSettings.optionGroup;
import static io.ordermig.restore.rds.InstanceSettings.parameterGroup;
import static io.ordermig.restore.rds.InstanceSettings.port;
import static io.ordermig.restore.rds.InstanceSettings.securityGroups;
import static io.ordermig.restore.rds.InstanceSettings.subnetGroup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls that make an instance, with as many of the captured settings as they take: what they are not told gets a
 * default, whatever it was.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html">
 *     RestoreDBInstanceFromDBSnapshot</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceToPointInTime.html">
 *     RestoreDBInstanceToPointInTime</a>
 */
final class InstanceRequests {

    private InstanceRequests() {}

    static RestoreDbInstanceFromDbSnapshotRequest fromSnapshot(
            String identifier, String snapshot, DBInstance wanted, List<Tag> tags) {
        boolean multiAz = Boolean.TRUE.equals(wanted.multiAZ());
        return RestoreDbInstanceFromDbSnapshotRequest.builder()
                .dbInstanceIdentifier(identifier)
                .dbSnapshotIdentifier(snapshot)
                .dbInstanceClass(wanted.dbInstanceClass())
                .engine(wanted.engine())
                .licenseModel(wanted.licenseModel())
                .port(port(wanted))
                .multiAZ(multiAz)
                .availabilityZone(multiAz ? null : wanted.availabilityZone())
                .dbSubnetGroupName(subnetGroup(wanted))
                .vpcSecurityGroupIds(securityGroups(wanted))
                .dbParameterGroupName(parameterGroup(wanted))
                .optionGroupName(optionGroup(wanted))
                .publiclyAccessible(wanted.publiclyAccessible())
                .storageType(wanted.storageType())
                .iops(InstanceStorage.iops(wanted))
                .storageThroughput(InstanceStorage.throughput(wanted))
                .dedicatedLogVolume(wanted.dedicatedLogVolume())
                .deletionProtection(wanted.deletionProtection())
                .enableIAMDatabaseAuthentication(wanted.iamDatabaseAuthenticationEnabled())
                .enableCloudwatchLogsExports(orNull(wanted.enabledCloudwatchLogsExports()))
                .copyTagsToSnapshot(wanted.copyTagsToSnapshot())
                .autoMinorVersionUpgrade(wanted.autoMinorVersionUpgrade())
                .caCertificateIdentifier(wanted.caCertificateIdentifier())
                .networkType(wanted.networkType())
                .processorFeatures(orNull(wanted.processorFeatures()))
                .backupTarget(wanted.backupTarget())
                .engineLifecycleSupport(wanted.engineLifecycleSupport())
                .tags(tags)
                .build();
    }

    /** The call takes what the other one takes under the same names, and one setting more. */
    static RestoreDbInstanceToPointInTimeRequest toTime(
            String identifier, String resource, Instant time, DBInstance wanted, List<Tag> tags) {
        RestoreDbInstanceToPointInTimeRequest.Builder request = RestoreDbInstanceToPointInTimeRequest.builder();
        copy(fromSnapshot(identifier, "", wanted, tags), request);
        return request.targetDBInstanceIdentifier(identifier)
                .sourceDbiResourceId(resource)
                .restoreTime(time)
                .maxAllocatedStorage(wanted.maxAllocatedStorage())
                .build();
    }

    /** Copies what is set under the same name. */
    static void copy(SdkPojo from, SdkPojo to) {
        for (SdkField<?> field : from.sdkFields()) {
            SdkField<?> same = to.sdkFieldNameToField().get(field.locationName());
            Object value = field.getValueOrDefault(from);
            boolean unset = value == null || (value instanceof List<?> items && items.isEmpty());
            if (same != null && !unset) {
                same.set(to, value);
            }
        }
    }

    private static <T> @Nullable List<T> orNull(List<T> items) {
        return items.isEmpty() ? null : items;
    }
}
