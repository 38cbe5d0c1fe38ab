package io.ordermig.testing.aws.rds;

import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.AccountQuota;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;

/** DescribeDBInstances, DescribeDBClusters, DescribeDBParameterGroups and DescribeAccountAttributes. */
final class Listings {

    private final RdsAccount account;
    private final Descriptions descriptions;
    private final Filters<Instance> instanceFilters = new Filters<Instance>()
            .on("db-instance-id", Instance::identifier)
            .on("dbi-resource-id", Instance::resourceId)
            .on("db-cluster-id", instance -> instance.settings().dbClusterIdentifier())
            .on("domain", instance -> null)
            .on("engine", instance -> instance.settings().engine());
    private final Filters<Cluster> clusterFilters = new Filters<Cluster>()
            .on("db-cluster-id", Cluster::identifier)
            .on("db-cluster-resource-id", Cluster::resourceId)
            .on("clone-group-id", cluster -> cluster.settings().cloneGroupId())
            .on("domain", cluster -> null)
            .on("engine", cluster -> cluster.settings().engine());

    Listings(RdsAccount account, Descriptions descriptions) {
        this.account = account;
        this.descriptions = descriptions;
    }

    void register(Operations operations) {
        operations.on("DescribeDBInstances", DescribeDbInstancesRequest.class, this::instances);
        operations.on("DescribeDBParameterGroups", DescribeDbParameterGroupsRequest.class, this::parameterGroups);
        operations.on("DescribeDBClusters", DescribeDbClustersRequest.class, this::clusters);
        operations.on("DescribeAccountAttributes", DescribeAccountAttributesRequest.class, this::quotas);
    }

    private SdkPojo instances(DescribeDbInstancesRequest request) {
        instanceFilters.check(request.filters());
        NavigableMap<String, Instance> found = new TreeMap<>(account.instances);
        if (request.dbInstanceIdentifier() != null) {
            Instance instance = account.instance("DBInstanceIdentifier", request.dbInstanceIdentifier());
            found.values().removeIf(other -> other != instance);
        }
        found.values().removeIf(instance -> !instanceFilters.matches(instance, request.filters()));
        Page<Instance> page = Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbInstancesResponse.builder()
                .dbInstances(page.items().stream().map(descriptions::of).toList())
                .marker(page.marker())
                .build();
    }

    private SdkPojo parameterGroups(DescribeDbParameterGroupsRequest request) {
        NavigableMap<String, DBParameterGroup> found = new TreeMap<>();
        account.catalog.parameterGroups().forEach((name, family) -> {
            if (request.dbParameterGroupName() == null
                    || request.dbParameterGroupName().equalsIgnoreCase(name)) {
                found.put(
                        name,
                        DBParameterGroup.builder()
                                .dbParameterGroupName(name)
                                .dbParameterGroupFamily(family)
                                .dbParameterGroupArn(account.arn("pg", name))
                                .build());
            }
        });
        if (request.dbParameterGroupName() != null && found.isEmpty()) {
            throw RdsErrors.parameterGroupNotFound(request.dbParameterGroupName());
        }
        Page<DBParameterGroup> page = Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbParameterGroupsResponse.builder()
                .dbParameterGroups(page.items())
                .marker(page.marker())
                .build();
    }

    private SdkPojo quotas(DescribeAccountAttributesRequest request) {
        long snapshots = account.snapshots.values().stream()
                .filter(snapshot -> snapshot.type().equals("manual"))
                .count();
        return DescribeAccountAttributesResponse.builder()
                .accountQuotas(
                        quota("DBInstances", account.instances.size(), account.instanceQuota),
                        quota("ManualSnapshots", snapshots, account.snapshotQuota))
                .build();
    }

    private static AccountQuota quota(String name, long used, long max) {
        return AccountQuota.builder().accountQuotaName(name).used(used).max(max).build();
    }

    private SdkPojo clusters(DescribeDbClustersRequest request) {
        clusterFilters.check(request.filters());
        NavigableMap<String, Cluster> found = new TreeMap<>(account.clusters);
        if (request.dbClusterIdentifier() != null) {
            Cluster cluster = account.cluster("DBClusterIdentifier", request.dbClusterIdentifier());
            found.values().removeIf(other -> other != cluster);
        }
        found.values().removeIf(cluster -> !clusterFilters.matches(cluster, request.filters()));
        Page<Cluster> page = Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeDbClustersResponse.builder()
                .dbClusters(page.items().stream().map(descriptions::of).toList())
                .marker(page.marker())
                .build();
    }
}
