package io.ordermig.snapshot.rds;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;

/**
 * Finds what snapshots are to be taken of. A member of a cluster stands for its cluster: RDS takes no snapshots of
 * members.
 */
final class SourceFinder {

    /** What RDS lets an identifier be; with others it answers that the call is wrong. */
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z](-?[a-z0-9]+)*");

    private final RdsClient rds;
    private final String region;

    SourceFinder(RdsClient rds, String region) {
        this.rds = rds;
        this.region = region;
    }

    /** The source that a target names, if it is the one that its host belongs to. */
    RdsSource find(RdsTarget target) {
        String identifier = target.identifier().toLowerCase(Locale.ROOT);
        if (!IDENTIFIER.matcher(identifier).matches()) {
            throw notFound(identifier);
        }
        Optional<DBInstance> instance = InstanceSource.described(rds, identifier);
        String cluster =
                instance.map(found -> Texts.of(found.dbClusterIdentifier())).orElse(identifier);
        if (instance.isPresent() && cluster.isEmpty()) {
            InstanceSource source =
                    new InstanceSource(rds, identifier, Texts.of(instance.get().dbiResourceId()));
            return checked(source, target.host(), endpoints(instance.get()));
        }
        DBCluster found = ClusterSource.described(rds, cluster).orElseThrow(() -> notFound(identifier));
        ClusterSource source = new ClusterSource(rds, cluster, Texts.of(found.dbClusterResourceId()));
        return checked(source, target.host(), target.host().isEmpty() ? Set.of() : endpoints(found));
    }

    private static RdsSource checked(RdsSource source, String host, Set<String> endpoints) {
        if (host.isEmpty() || endpoints.contains(plain(host))) {
            return source;
        }
        throw RdsProblems.otherInstance(source, host, endpoints);
    }

    private static Set<String> endpoints(DBInstance instance) {
        Endpoint endpoint = instance.endpoint();
        return endpoint == null || endpoint.address() == null ? Set.of() : Set.of(plain(endpoint.address()));
    }

    private Set<String> endpoints(DBCluster cluster) {
        Set<String> all = new TreeSet<>();
        for (String endpoint : List.of(Texts.of(cluster.endpoint()), Texts.of(cluster.readerEndpoint()))) {
            if (!endpoint.isEmpty()) {
                all.add(plain(endpoint));
            }
        }
        cluster.customEndpoints().forEach(endpoint -> all.add(plain(endpoint)));
        ClusterSource.members(rds, Texts.of(cluster.dbClusterIdentifier()))
                .forEach(member -> all.addAll(endpoints(member)));
        return all;
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    }

    private OrdermigException notFound(String identifier) {
        List<String> known = new ArrayList<>();
        Aws.call("rds:DescribeDBInstances", rds::describeDBInstances)
                .dbInstances()
                .forEach(instance -> known.add(instance.dbInstanceIdentifier()));
        Aws.call("rds:DescribeDBClusters", rds::describeDBClusters)
                .dbClusters()
                .forEach(cluster -> known.add(cluster.dbClusterIdentifier()));
        return RdsProblems.notFound(identifier, region, known);
    }
}
