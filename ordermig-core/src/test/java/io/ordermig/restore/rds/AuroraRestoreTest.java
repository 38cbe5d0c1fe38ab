package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.rds.CapturedSettings;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import io.ordermig.time.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbClusterFromSnapshotRequest;

class AuroraRestoreTest extends RestoreTest {

    private static final String MADE = "orders-restore-20400301020000";

    AuroraRestoreTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        settings.put("snapshotPollInterval", "2m");
    }

    private void aurora(String... members) {
        rds.auroraCluster("orders", members).dataVersion("before");
        serve("orders");
    }

    private void auroraWithEverySetting(String... members) {
        rds.auroraClusterWithEverySettingSet("orders", members).dataVersion("before");
        serve("orders");
    }

    private void snapshotAndChange() {
        snapshot();
        clock.advance(Duration.ofHours(1));
        rds.auroraCluster("orders").dataVersion("after");
    }

    private CapturedSettings captured(String cluster) {
        DBCluster described = rds.describedCluster(cluster);
        return new CapturedSettings(
                described,
                described.dbClusterMembers().stream()
                        .map(member -> rds.describedInstance(member.dbInstanceIdentifier()))
                        .toList());
    }

    private List<Difference> differences(CapturedSettings wanted) {
        try (RdsClient client = simulator.client(RdsClient.builder())) {
            Clusters clusters = new Clusters(client);
            return clusters.differences(clusters.named("orders").orElseThrow(), wanted);
        }
    }

    @Test
    void theNewOneAndItsMembersTakeTheNamesAndTheOldOnesAreKept() {
        aurora("orders-1", "orders-2", "orders-3");
        CapturedSettings before = captured("orders");
        String endpoint = before.cluster().endpoint();
        snapshotAndChange();

        Aftermath aftermath = restore();

        String end = aftermath.kept().substring("orders".length());
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.dataVersion(aftermath.kept())).isEqualTo("after");
        assertThat(rds.clusterNames()).containsExactly("orders", aftermath.kept());
        assertThat(rds.instanceNames())
                .containsExactly(
                        "orders-1", "orders-1" + end, "orders-2", "orders-2" + end, "orders-3", "orders-3" + end);
        assertThat(rds.describedCluster("orders").endpoint()).isEqualTo(endpoint);
        assertThat(rds.describedCluster("orders").dbClusterMembers())
                .extracting(DBClusterMember::dbInstanceIdentifier, DBClusterMember::isClusterWriter)
                .containsExactly(tuple("orders-1", true), tuple("orders-2", false), tuple("orders-3", false));
        assertThat(differences(before)).isEmpty();
        assertThat(titles())
                .containsExactly(
                        "Restore cluster snapshot pre-migration-orders-20400301020000 as " + MADE,
                        "Give " + MADE + " the settings of orders",
                        "Compare " + MADE + " with what was captured, setting by setting",
                        "Ask " + MADE + " over SQL",
                        "Rename orders to " + aftermath.kept(),
                        "Rename " + MADE + " to orders",
                        "Ask orders at its endpoint",
                        "Rename the members of " + aftermath.kept()
                                + ", and those of orders to orders-1, orders-2, orders-3, each of which is rebooted");
        // Two renames of about six minutes each; those of the members are no part of it.
        assertThat(outage()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(20));
    }

    private List<String> titles() {
        return events.of(RunEvent.RestoreStepFinished.class).stream()
                .map(finished -> finished.step().title())
                .toList();
    }

    @Test
    void readersAreRenamedBeforeTheOneThatWrites() {
        aurora("orders-1", "orders-2", "orders-3");
        snapshotAndChange();

        restore();

        assertThat(simulator.requests(ModifyDbInstanceRequest.class))
                .extracting(ModifyDbInstanceRequest::newDBInstanceIdentifier)
                .filteredOn(name -> !name.contains("-old-"))
                .containsExactly("orders-2", "orders-3", "orders-1");
    }

    @Test
    void everySettingOfTheClusterAndOfItsMembersIsAsItWas() {
        auroraWithEverySetting("orders-1", "orders-2");
        rds.auroraCluster("orders")
                .set(cluster -> cluster.masterUserSecret(secret -> secret.secretArn("arn:aws:secretsmanager:x")));
        CapturedSettings before = captured("orders");
        snapshotAndChange();

        Aftermath aftermath = restore();

        assertThat(differences(before)).isEmpty();
        CapturedSettings after = captured("orders");
        assertSame(after.cluster(), before.cluster(), ClusterSettingsTest.alone());
        for (int i = 0; i < 2; i++) {
            assertSame(
                    after.instances().get(i),
                    before.instances().get(i),
                    Set.of(
                            "DbiResourceId",
                            "InstanceCreateTime",
                            "EnhancedMonitoringResourceArn",
                            // The real server behind the cluster has a port of its own.
                            "DbInstancePort",
                            "Endpoint"));
            assertThat(after.instances().get(i).endpoint().address())
                    .isEqualTo(before.instances().get(i).endpoint().address());
        }
        assertThat(after.instances())
                .extracting(DBInstance::dbInstanceIdentifier, DBInstance::promotionTier)
                .containsExactly(tuple("orders-1", 0), tuple("orders-2", 1));
        assertThat(rds.describedCluster("orders").endpoint())
                .isEqualTo(before.cluster().endpoint());
        RestoreDbClusterFromSnapshotRequest restored =
                simulator.requests(RestoreDbClusterFromSnapshotRequest.class).get(0);
        assertThat(restored.engine()).isEqualTo("aurora-postgresql");
        assertThat(restored.engineVersion()).isEqualTo("16.6");
        assertThat(aftermath.items())
                .anyMatch(item -> item.what().startsWith("RDS keeps the master password in another secret now"));
    }

    /** By everything that the API tells, whatever is compared. */
    private static void assertSame(SdkPojo after, SdkPojo before, Set<String> alone) {
        for (SdkField<?> field : before.sdkFields()) {
            Object value = field.getValueOrDefault(after);
            boolean isOther = alone.contains(field.locationName())
                    // One has another ARN; of tags, those of AWS stay where they are.
                    || Set.of("MasterUserSecret", "TagList").contains(field.locationName());
            if (!isOther) {
                assertThat(value).as(field.locationName()).isEqualTo(field.getValueOrDefault(before));
            }
        }
    }

    @Test
    void theOneThatWroteIsMadeFirstAndInItsZone() {
        auroraWithEverySetting("orders-1", "orders-2");
        snapshotAndChange();

        restore();

        assertThat(simulator.requests(CreateDbInstanceRequest.class))
                .extracting(
                        CreateDbInstanceRequest::dbInstanceIdentifier,
                        CreateDbInstanceRequest::availabilityZone,
                        CreateDbInstanceRequest::promotionTier)
                .containsExactly(
                        tuple("orders-1-restore-20400301020000", "eu-central-1a", 0),
                        tuple("orders-2-restore-20400301020000", "eu-central-1b", 1));
    }

    @Test
    void thePlanTellsOfTheMembersAndDoesNotCountThemAsOutage() {
        aurora("orders-1");
        snapshotAndChange();

        RestorePlan plan = plan();

        assertThat(plan.noun()).isEqualTo("cluster");
        RestorePlan.Step last = plan.steps().get(plan.steps().size() - 1);
        assertThat(last.title()).startsWith("Rename the members of orders-old-");
        assertThat(last.outage()).isFalse();
        assertThat(last.expected().most()).isEqualTo(Duration.ofMinutes(30));
        assertThat(plan.notices()).anyMatch(notice -> notice.contains("for about a minute nobody can write"));
        assertThat(plan.outage().most()).isEqualTo(Duration.ofMinutes(22));
    }

    @Test
    void aMemberThatIsMissingIsMadeByTheNextRun() {
        aurora("orders-1", "orders-2");
        CapturedSettings before = captured("orders");
        snapshotAndChange();
        Sleeper killer = duration -> {
            if (rds.hasInstance("orders-1-restore-20400301020000")) {
                throw new Killer.Killed();
            }
            clock.sleep(duration);
        };
        assertThatThrownBy(() -> in("first", killer, restore -> restore.carryOut(restore.plan())))
                .isInstanceOf(Killer.Killed.class);
        assertThat(rds.instanceNames()).doesNotContain("orders-2-restore-20400301020000");
        clock.advance(Duration.ofMinutes(30));

        restore("second");

        assertThat(differences(before)).isEmpty();
        assertThat(simulator.requests(CreateDbInstanceRequest.class)).hasSize(2);
    }

    @Test
    void aDifferenceOfAMemberStopsItBeforeTheSwap() {
        aurora("orders-1", "orders-2");
        rds.instance("orders-2").set(member -> member.promotionTier(7));
        snapshotAndChange();
        simulator.onCall(call -> {
            if (call.request() instanceof CreateDbInstanceRequest request
                    && request.dbInstanceIdentifier().equals("orders-2-restore-20400301020000")) {
                rds.instance(request.dbInstanceIdentifier()).set(member -> member.availabilityZone("eu-central-1c"));
            }
        });

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.SETTINGS_DIFFER);
        assertThat(e.problem().details())
                .containsExactly("orders-2/AvailabilityZone: was eu-central-1a, is eu-central-1c");
        assertThat(rds.clusterNames()).containsExactly("orders", MADE);

        settings.put("restoreAccept", "orders-2/AvailabilityZone");
        restore("second");

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void lostAnswersMakeItSlowerOnly() {
        auroraWithEverySetting("orders-1", "orders-2");
        CapturedSettings before = captured("orders");
        snapshotAndChange();
        for (String operation : List.of(
                "RestoreDBClusterFromSnapshot",
                "CreateDBInstance",
                "ModifyDBCluster",
                "ModifyDBInstance",
                "AddRoleToDBCluster",
                "EnableHttpEndpoint")) {
            simulator.faults().next(Fault.lostAnswer()).on("rds", operation);
        }

        restore();

        assertThat(differences(before)).isEmpty();
        assertThat(rds.instanceNames()).hasSize(4).contains("orders-1", "orders-2");
    }

    @Test
    void membersAreRebootedForParameterGroupsThatCameOutOtherwise() {
        auroraWithEverySetting("orders-1", "orders-2");
        CapturedSettings before = captured("orders");
        snapshotAndChange();
        simulator.onCall(call -> {
            if (call.request() instanceof RestoreDbClusterFromSnapshotRequest) {
                rds.auroraCluster(MADE).set(made -> made.dbClusterParameterGroup("default.aurora-postgresql16"));
            }
            if (call.request() instanceof CreateDbInstanceRequest request) {
                rds.instance(request.dbInstanceIdentifier()).parameterGroup("default.aurora-postgresql16");
            }
        });

        restore();

        assertThat(differences(before)).isEmpty();
        assertThat(simulator.requests(RebootDbInstanceRequest.class))
                .extracting(RebootDbInstanceRequest::dbInstanceIdentifier)
                .contains("orders-1-restore-20400301020000", "orders-2-restore-20400301020000");
        assertThat(rds.describedCluster("orders").dbClusterMembers())
                .extracting(DBClusterMember::dbClusterParameterGroupStatus)
                .containsOnly("in-sync");
    }

    @Test
    void aNameThatAMemberNeedsAndAnotherHasStopsIt() {
        aurora("orders-1");
        snapshotAndChange();
        rds.instance("orders-1-restore-20400301020000");

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.NAME_TAKEN);
        assertThat(e.problem().where()).isEqualTo("orders-1-restore-20400301020000");
        assertThat(rds.dataVersion("orders")).isEqualTo("after");
    }

    @Test
    void membersWithLongNamesThatBeginAlikeStayApart() {
        String name = "orders-of-the-whole-company-in-europe-and-elsewhere-";
        aurora(name + "1", name + "2");
        CapturedSettings before = captured("orders");
        snapshotAndChange();

        restore();

        assertThat(differences(before)).isEmpty();
        assertThat(rds.instanceNames())
                .hasSize(4)
                .contains(name + "1", name + "2")
                .allMatch(each -> each.length() <= 63);
    }

    @Test
    void tellsWhatARestoreLosesOfACluster() {
        aurora("orders-1", "orders-2");
        rds.auroraCluster("orders")
                .set(cluster -> cluster.globalClusterIdentifier("orders-world")
                        .customEndpoints("reports.cluster-custom-c0ffee.eu-central-1.rds.amazonaws.com"));
        snapshotAndChange();

        Aftermath aftermath = restore();

        String old = aftermath.kept();
        String end = old.substring("orders".length());
        assertThat(aftermath.items()).extracting(Aftermath.Item::what).anyMatch(what -> what.startsWith("The reader"));
        assertThat(aftermath.items().stream().flatMap(item -> item.commands().stream()))
                .contains(
                        "aws rds describe-db-cluster-endpoints --db-cluster-identifier " + old,
                        "aws rds delete-db-cluster-endpoint --db-cluster-endpoint-identifier reports",
                        "aws rds create-db-cluster-endpoint --db-cluster-identifier orders"
                                + " --db-cluster-endpoint-identifier reports --endpoint-type ANY",
                        "aws rds remove-from-global-cluster --global-cluster-identifier orders-world"
                                + " --db-cluster-identifier arn:aws:rds:eu-central-1:123456789012:cluster:" + old,
                        "aws application-autoscaling describe-scalable-targets --service-namespace rds"
                                + " --resource-ids cluster:orders",
                        "aws rds delete-db-instance --db-instance-identifier orders-1" + end,
                        "aws rds delete-db-instance --db-instance-identifier orders-2" + end,
                        "aws rds delete-db-cluster --db-cluster-identifier " + old + " --final-db-snapshot-identifier "
                                + old + "-final");
        assertThat(aftermath.items())
                .extracting(Aftermath.Item::what)
                .contains("Its members are orders-1, orders-2. Those of the old one are orders-1" + end + ", orders-2"
                        + end + ".");
    }

    @Test
    void aPointInTime() {
        aurora("orders-1", "orders-2");
        CapturedSettings before = captured("orders");
        clock.advance(Duration.ofHours(1));
        rds.auroraCluster("orders").dataVersion("after");
        clock.advance(Duration.ofHours(1));
        settings.put("restoreTime", "2040-03-01T02:30:00Z");

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(differences(before)).isEmpty();
        assertThat(rds.instanceNames()).hasSize(4).contains("orders-1", "orders-2");
    }

    @Test
    void aPointInTimeOfAClusterThatWasReplaced() {
        aurora("orders-1");
        snapshot();
        clock.advance(Duration.ofHours(1));
        rds.auroraCluster("orders").dataVersion("after");
        String resource = rds.describedCluster("orders").dbClusterResourceId();
        clock.advance(Duration.ofHours(1));
        settings.put("restoreStrategy", "replace");
        settings.put("restoreTime", "2040-03-01T02:30:00Z");

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.describedCluster("orders").dbClusterResourceId()).isNotEqualTo(resource);
    }

    @Test
    void replacesItsMembersFirstAfterALastSnapshot() {
        aurora("orders-1", "orders-2");
        CapturedSettings before = captured("orders");
        snapshotAndChange();
        settings.put("restoreStrategy", "replace");

        Aftermath aftermath = restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.clusterNames()).containsExactly("orders");
        assertThat(rds.instanceNames()).containsExactly("orders-1", "orders-2");
        assertThat(differences(before)).isEmpty();
        assertThat(rds.describedClusterSnapshot(aftermath.kept()).status()).isEqualTo("available");
        assertThat(rds.changes())
                .containsSubsequence(
                        "DeleteDBInstance", "DeleteDBInstance", "DeleteDBCluster", "RestoreDBClusterFromSnapshot");
    }

    @Test
    void doesNotReplaceWhatIsProtected() {
        aurora("orders-1");
        rds.auroraCluster("orders").deletionProtection(true);
        snapshotAndChange();
        settings.put("restoreStrategy", "replace");

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.DELETION_PROTECTED);
        assertThat(e.problem().changed()).isEqualTo(Problem.NOTHING_CHANGED);
        assertThat(rds.changes()).doesNotContain("DeleteDBInstance", "DeleteDBCluster");
    }

    @Test
    void theOldOneGetsItsNameBackWhenTheNewOneCannotHaveIt() {
        aurora("orders-1");
        CapturedSettings before = captured("orders");
        snapshotAndChange();
        String resource = before.cluster().dbClusterResourceId();
        AtomicBoolean struck = new AtomicBoolean();
        simulator.onCall(call -> {
            if (rds.clusterNames().stream().anyMatch(name -> name.startsWith("orders-old-"))
                    && !rds.clusterNames().contains("orders")
                    && struck.compareAndSet(false, true)) {
                simulator
                        .faults()
                        .next(Fault.error(400, "KMSKeyNotAccessibleFault", "no key"))
                        .on("rds", "ModifyDBCluster");
            }
        });

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.TAKEN_BACK);
        assertThat(rds.describedCluster("orders").dbClusterResourceId()).isEqualTo(resource);
        assertThat(rds.dataVersion("orders")).isEqualTo("after");
        assertThat(rds.instanceNames()).contains("orders-1");
    }

    @Test
    void aClusterThatIsGoneIsMadeAnewUnderItsName() {
        aurora("orders-1", "orders-2");
        CapturedSettings before = captured("orders");
        snapshotAndChange();
        try (RdsClient client = simulator.client(RdsClient.builder())) {
            Clusters clusters = new Clusters(client);
            clusters.delete(clusters.named("orders").orElseThrow(), "");
        }
        clock.advance(Duration.ofHours(1));

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.instanceNames()).containsExactly("orders-1", "orders-2");
        assertThat(differences(before)).isEmpty();
    }

    @Test
    void needsRoomForAllMembers() {
        aurora("orders-1", "orders-2");
        snapshotAndChange();
        rds.quotas(100, 3);

        OrdermigException e = failure(this::plan);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.QUOTA);
    }

    @Test
    void aMultiAzClusterMakesItsMembersItself() {
        rds.multiAzCluster("orders").dataVersion("before").backupRetention(9);
        serve("orders");
        CapturedSettings before = captured("orders");
        snapshotAndChange();

        Aftermath aftermath = restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.clusterNames()).containsExactly("orders", aftermath.kept());
        assertThat(differences(before)).isEmpty();
        assertThat(rds.changes()).doesNotContain("CreateDBInstance", "ModifyDBInstance");
        assertThat(titles()).noneMatch(title -> title.startsWith("Rename the members"));
    }
}
