package io.ordermig.restore.rds;

import static io.ordermig.restore.rds.InstanceSettings.orNull;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * The storage of an instance: which of its numbers can be said. Of gp2 and standard none can; of gp3 from 400 GiB on, as
 * below that it has its baseline; of io1 and io2 the IOPS must be said, and the throughput cannot (User Guide, "Amazon
 * RDS DB instance storage").
 */
final class InstanceStorage {

    private static final int GP3_BASELINE_BELOW = 400;

    private InstanceStorage() {}

    static void ask(ModifyDbInstanceRequest.Builder request, DBInstance wanted, DBInstance live) {
        request.storageType(wanted.storageType())
                .allocatedStorage(wanted.allocatedStorage())
                .iops(iops(wanted))
                .storageThroughput(throughput(wanted));
    }

    /** The IOPS to say; null when they cannot be said. */
    static @Nullable Integer iops(DBInstance instance) {
        return iops(instance.storageType(), instance.allocatedStorage(), instance.iops());
    }

    /** The same of a type and a size in GiB. */
    static @Nullable Integer iops(@Nullable String type, @Nullable Integer size, @Nullable Integer iops) {
        return isProvisioned(type) || isLargeGp3(type, size) ? orNull(iops) : null;
    }

    /** The throughput to say; null when it cannot be said. */
    static @Nullable Integer throughput(DBInstance instance) {
        return throughput(instance.storageType(), instance.allocatedStorage(), instance.storageThroughput());
    }

    /** The same of a type and a size in GiB. */
    static @Nullable Integer throughput(@Nullable String type, @Nullable Integer size, @Nullable Integer throughput) {
        return isLargeGp3(type, size) ? orNull(throughput) : null;
    }

    private static boolean isProvisioned(@Nullable String type) {
        return type != null && type.startsWith("io");
    }

    private static boolean isLargeGp3(@Nullable String type, @Nullable Integer size) {
        return "gp3".equals(type) && size != null && size >= GP3_BASELINE_BELOW;
    }
}
