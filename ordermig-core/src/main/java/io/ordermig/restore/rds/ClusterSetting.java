package io.ordermig.restore.rds;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.ModifyDbClusterRequest;

/**
 * One setting of a cluster.
 *
 * @param name in the words of the API
 * @param reading how it reads
 * @param asked whether it has to be as it was also when nothing was captured of it
 * @param change how it is asked for; null when no modification sets it
 */
record ClusterSetting(
        String name,
        Function<DBCluster, @Nullable Object> reading,
        boolean asked,
        @Nullable Change change) {

    /** Asks for what is wanted. */
    @FunctionalInterface
    interface Change {
        void ask(ModifyDbClusterRequest.Builder request, DBCluster wanted, DBCluster live);
    }

    /** The difference between two clusters; empty when there is none. */
    Optional<Difference> between(DBCluster wanted, DBCluster live) {
        String was = InstanceSetting.text(reading.apply(wanted));
        String is = InstanceSetting.text(reading.apply(live));
        boolean isUnknown = !asked && was.isEmpty();
        return was.equals(is) || isUnknown ? Optional.empty() : Optional.of(new Difference(name, was, is));
    }
}
