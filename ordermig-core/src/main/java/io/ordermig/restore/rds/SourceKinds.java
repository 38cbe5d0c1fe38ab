package io.ordermig.restore.rds;

import io.ordermig.event.RestorePoint;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.rds.InstanceSource;
import io.ordermig.snapshot.rds.RdsSnapshot;
import io.ordermig.snapshot.rds.RdsTarget;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Finds whether an instance or a cluster is taken back, also when it is gone: then its snapshots say so. */
record SourceKinds(RdsClient rds, RestoreContext context, String region) {

    /** What there is to work with. */
    record Found(String identifier, RdsResources resources) {}

    /** The kind of a target. A member of a cluster stands for its cluster. */
    Found find(RdsTarget target) {
        String identifier = target.identifier().toLowerCase(Locale.ROOT);
        Optional<DBInstance> instance = InstanceSource.described(rds, identifier);
        if (instance.isPresent()) {
            String cluster = instance.get().dbClusterIdentifier();
            return cluster == null ? new Found(identifier, new Instances(rds)) : new Found(cluster, clusters());
        }
        if (clusters().named(identifier).isPresent()) {
            return new Found(identifier, clusters());
        }
        PointFinder points = new PointFinder(rds, identifier);
        String named = context.config().snapshot();
        Optional<RdsSnapshot> snapshot = named.isEmpty() ? points.own().stream().findFirst() : points.named(named);
        return snapshot.map(found -> new Found(identifier, ofKind(found.kind())))
                .orElseThrow(() -> nothing(identifier));
    }

    private RdsResources ofKind(RestorePoint.Kind kind) {
        return kind == RestorePoint.Kind.DB_CLUSTER_SNAPSHOT ? clusters() : new Instances(rds);
    }

    private RdsResources clusters() {
        return new Clusters(rds);
    }

    private OrdermigException nothing(String identifier) {
        return Refusals.noPoint(identifier, region);
    }
}
