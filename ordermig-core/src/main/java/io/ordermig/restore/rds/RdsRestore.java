package io.ordermig.restore.rds;

import io.ordermig.aws.Aws;
import io.ordermig.config.PostgresConfig;
import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.Restore;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.rds.RdsTarget;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Takes an RDS instance, or a cluster, back to a snapshot or to a moment: by a new one that is made beside the present one,
 * made like it, asked over SQL, and then takes its name. Nothing is deleted, unless the strategy is to replace. Not
 * thread-safe.
 */
public final class RdsRestore implements Restore {

    private final RdsClient client;
    private final Aws aws;
    private final RestoreContext context;
    private final PostgresConfig postgres;
    private final ClassLoader classes;
    private final RdsResources resources;
    private final OriginFinder origins;
    private final String source;
    private @Nullable RdsPlan planned;

    private RdsRestore(
            RdsClient client,
            Aws aws,
            RestoreContext context,
            PostgresConfig postgres,
            ClassLoader classes,
            SourceKinds.Found found) {
        this.client = client;
        this.aws = aws;
        this.context = context;
        this.postgres = postgres;
        this.classes = classes;
        this.resources = found.resources();
        this.source = found.identifier();
        this.origins = new OriginFinder(
                context,
                new PointFinder(client, source),
                resources,
                source,
                aws.region().id());
    }

    /**
     * The restore of an instance, or of the cluster that it belongs to, whether it is still there or not. AWS is asked at
     * once.
     *
     * @param postgres how the database is reached, to verify what was restored
     * @param classes the project's classes
     * @throws OrdermigException when there is no such instance and no snapshot of one, or it is not the one that the host
     *     belongs to
     */
    public static RdsRestore open(
            Aws aws, RestoreContext context, RdsTarget target, PostgresConfig postgres, ClassLoader classes) {
        return open(aws, aws.client(RdsClient.builder()), context, target, postgres, classes);
    }

    /** The same with a client of the caller's, which is closed with it. */
    static RdsRestore open(
            Aws aws,
            RdsClient client,
            RestoreContext context,
            RdsTarget target,
            PostgresConfig postgres,
            ClassLoader classes) {
        try {
            SourceKinds kinds = new SourceKinds(client, context, aws.region().id());
            return new RdsRestore(client, aws, context, postgres, classes, kinds.find(target));
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public ListedPoint point() {
        return origins.point().listed(source);
    }

    @Override
    public RestorePlan plan() {
        RdsPlan plan = new Planner(context, resources, origins, source).plan();
        planned = plan;
        return plan.plan();
    }

    @Override
    public Aftermath carryOut(RestorePlan plan) {
        RdsPlan own = planned;
        if (own == null || !own.plan().equals(plan)) {
            throw new IllegalArgumentException("not the plan that was made here");
        }
        return new RdsRun(context, resources, new Questions(context, aws, postgres, classes), own).carryOut();
    }

    @Override
    public void close() {
        client.close();
    }
}
