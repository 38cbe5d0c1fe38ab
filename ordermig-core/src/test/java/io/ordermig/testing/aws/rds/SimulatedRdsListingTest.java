package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.SourceType;

class SimulatedRdsListingTest extends RdsTestBase {

    @Test
    void instancesAreFoundByNameInAnyCaseByArnAndByFilter() {
        rds.instance("orders");
        rds.auroraCluster("aurora", "aurora-1");
        String arn = "arn:aws:rds:eu-central-1:123456789012:db:orders";
        assertThat(instances(DescribeDbInstancesRequest.builder())).hasSize(2);
        assertThat(named(DescribeDbInstancesRequest.builder().dbInstanceIdentifier("ORDERS")))
                .containsExactly("orders");
        assertThat(named(DescribeDbInstancesRequest.builder().dbInstanceIdentifier(arn)))
                .containsExactly("orders");
        assertThat(named(filtered("engine", "postgres"))).containsExactly("orders");
        assertThat(named(filtered("engine", "postgres", "aurora-postgresql"))).hasSize(2);
        assertThat(named(filtered("db-instance-id", arn))).containsExactly("orders");
        assertThat(named(filtered("db-instance-id", "none"))).isEmpty();
        assertThat(named(filtered("db-cluster-id", "aurora"))).containsExactly("aurora-1");
        refused(400, "InvalidParameterValue", () -> named(filtered("status", "available")));
        refused(
                404,
                "DBInstanceNotFound",
                () -> named(DescribeDbInstancesRequest.builder().dbInstanceIdentifier("none")));
    }

    @Test
    void instancesComeInPages() {
        for (int i = 0; i < 25; i++) {
            rds.instance("i" + (10 + i));
        }
        DescribeDbInstancesResponse first = call(
                DescribeDbInstancesResponse.class,
                "DescribeDBInstances",
                DescribeDbInstancesRequest.builder().maxRecords(20).build());
        assertThat(first.dbInstances()).hasSize(20);
        assertThat(named(DescribeDbInstancesRequest.builder().maxRecords(20).marker(first.marker())))
                .hasSize(5)
                .contains("i34");
        refused(
                400,
                "InvalidParameterValue",
                () -> named(DescribeDbInstancesRequest.builder().maxRecords(101)));
        refused(
                400,
                "InvalidParameterValue",
                () -> named(DescribeDbInstancesRequest.builder().marker("%%%")));
    }

    @Test
    void clustersComeInPagesAndAreFoundByTheirResourceId() {
        rds.auroraCluster("a", "a-1");
        rds.auroraCluster("b", "b-1");
        rds.longestPage(1);
        DescribeDbClustersResponse first = call(
                DescribeDbClustersResponse.class,
                "DescribeDBClusters",
                DescribeDbClustersRequest.builder().build());
        assertThat(first.dbClusters()).hasSize(1);
        assertThat(first.marker()).isNotNull();
        String resource = rds.describedCluster("b").dbClusterResourceId();
        DescribeDbClustersResponse second = call(
                DescribeDbClustersResponse.class,
                "DescribeDBClusters",
                DescribeDbClustersRequest.builder()
                        .filters(Filter.builder()
                                .name("db-cluster-resource-id")
                                .values(resource)
                                .build())
                        .build());
        assertThat(second.dbClusters()).extracting("dbClusterIdentifier").containsExactly("b");
        refused(
                404,
                "DBClusterNotFoundFault",
                () -> rds.answer(
                        "DescribeDBClusters",
                        DescribeDbClustersRequest.builder()
                                .dbClusterIdentifier("none")
                                .build()));
    }

    @Test
    void eventsOfTheLastHourAreListedAndThoseOlderThanFourteenDaysAreGone() {
        rds.instance("orders");
        createSnapshot("orders", "before");
        advanceMinutes(8);
        assertThat(events(DescribeEventsRequest.builder()
                        .sourceType(SourceType.DB_SNAPSHOT)
                        .sourceIdentifier("before")))
                .extracting(Event::message)
                .containsExactly("Creating manual snapshot", "Manual snapshot created");
        refused(
                400,
                "InvalidParameterCombination",
                () -> events(DescribeEventsRequest.builder().sourceIdentifier("before")));
        advance(Duration.ofHours(2));
        assertThat(events(DescribeEventsRequest.builder())).isEmpty();
        assertThat(events(DescribeEventsRequest.builder().duration(20160))).hasSize(2);
        advance(Duration.ofDays(15));
        assertThat(events(DescribeEventsRequest.builder().duration(30000))).isEmpty();
    }

    @Test
    void parameterGroupsAreLookedUp() {
        rds.instance("orders").parameterGroup("orders-pg18");
        rds.answer(
                "DescribeDBParameterGroups",
                DescribeDbParameterGroupsRequest.builder()
                        .dbParameterGroupName("orders-pg18")
                        .build());
        refused(
                404,
                "DBParameterGroupNotFound",
                () -> rds.answer(
                        "DescribeDBParameterGroups",
                        DescribeDbParameterGroupsRequest.builder()
                                .dbParameterGroupName("none")
                                .build()));
    }

    @Test
    void manyThreadsAreAnsweredAtOnce() throws Exception {
        for (int i = 0; i < 8; i++) {
            rds.instance("i" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "i" + i;
            done.add(threads.submit(() -> {
                for (int j = 0; j < 10; j++) {
                    createSnapshot(name, name + "-" + j);
                    while (!statusOf(name).equals("available")) {
                        instances(DescribeDbInstancesRequest.builder());
                        advance(Duration.ofSeconds(30));
                    }
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
        advanceMinutes(8);
        for (int i = 0; i < 8; i++) {
            assertThat(rds.describedSnapshot("i" + i + "-9").status()).isEqualTo("available");
        }
    }

    private List<Event> events(DescribeEventsRequest.Builder request) {
        return call(DescribeEventsResponse.class, "DescribeEvents", request.build())
                .events();
    }

    private List<String> named(DescribeDbInstancesRequest.Builder request) {
        return instances(request).stream().map(DBInstance::dbInstanceIdentifier).toList();
    }

    private static DescribeDbInstancesRequest.Builder filtered(String name, String... values) {
        return DescribeDbInstancesRequest.builder()
                .filters(Filter.builder().name(name).values(values).build());
    }
}
