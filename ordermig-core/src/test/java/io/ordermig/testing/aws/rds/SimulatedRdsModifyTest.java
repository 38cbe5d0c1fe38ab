package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.AddRoleToDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;

class SimulatedRdsModifyTest extends RdsTestBase {

    @BeforeEach
    void anInstance() {
        rds.instance("orders").dataVersion("v1");
    }

    @Test
    void applyImmediatelyAppliesWhatWasPendingToo() {
        modify(request -> request.dbInstanceClass("db.r6g.xlarge").multiAZ(true));
        assertThat(rds.describedInstance("orders").pendingModifiedValues().dbInstanceClass())
                .isEqualTo("db.r6g.xlarge");
        advanceMinutes(60);
        assertThat(rds.describedInstance("orders").multiAZ()).isFalse();
        modify(request -> request.newDBInstanceIdentifier("orders-old").applyImmediately(true));
        advanceMinutes(20);
        DBInstance changed = rds.describedInstance("orders-old");
        assertThat(changed.dbInstanceClass()).isEqualTo("db.r6g.xlarge");
        assertThat(changed.multiAZ()).isTrue();
        assertThat(changed.pendingModifiedValues())
                .isEqualTo(PendingModifiedValues.builder().build());
    }

    @Test
    void aModificationShowsOnlyAfterAWhile() {
        modify(request -> request.dbInstanceClass("db.r6g.xlarge").applyImmediately(true));
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(statusOf("orders"))) {
                seen.add(statusOf("orders"));
            }
            advance(Duration.ofSeconds(10));
        }
        assertThat(seen).containsExactly("available", "modifying", "rebooting", "available");
    }

    @Test
    void eachKindOfSettingHasAStatusOfItsOwn() {
        modify(request -> request.monitoringInterval(15)
                .monitoringRoleArn("arn:role")
                .enableIAMDatabaseAuthentication(true)
                .cloudwatchLogsExportConfiguration(logs -> logs.enableLogTypes("postgresql", "upgrade"))
                .masterUserPassword("new-secret")
                .enablePerformanceInsights(true)
                .performanceInsightsRetentionPeriod(465)
                .databaseInsightsMode("advanced")
                .maxAllocatedStorage(500)
                .backupRetentionPeriod(30)
                .applyImmediately(true));
        assertThat(rds.masterPassword("orders")).isNotEqualTo("new-secret");
        assertThat(rds.describedInstance("orders").pendingModifiedValues().masterUserPassword())
                .isEqualTo("****");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (!seen.contains(statusOf("orders"))) {
                seen.add(statusOf("orders"));
            }
            advance(Duration.ofSeconds(10));
        }
        assertThat(seen)
                .containsExactly(
                        "available",
                        "configuring-enhanced-monitoring",
                        "configuring-iam-database-auth",
                        "configuring-log-exports",
                        "resetting-master-credentials",
                        "modifying");
        DBInstance changed = rds.describedInstance("orders");
        assertThat(changed.dbInstanceStatus()).isEqualTo("available");
        assertThat(changed.monitoringInterval()).isEqualTo(15);
        assertThat(changed.iamDatabaseAuthenticationEnabled()).isTrue();
        assertThat(changed.enabledCloudwatchLogsExports()).containsExactly("postgresql", "upgrade");
        assertThat(changed.databaseInsightsModeAsString()).isEqualTo("advanced");
        assertThat(changed.maxAllocatedStorage()).isEqualTo(500);
        assertThat(changed.backupRetentionPeriod()).isEqualTo(30);
        assertThat(changed.pendingModifiedValues().masterUserPassword()).isNull();
        assertThat(rds.masterPassword("orders")).isEqualTo("new-secret");
    }

    @Test
    void aChangedParameterGroupIsPendingUntilAReboot() {
        rds.parameterGroup("orders-pg18", "postgres18");
        modify(request -> request.dbParameterGroupName("orders-pg18").applyImmediately(true));
        assertThat(parameterGroup()).isEqualTo("orders-pg18 applying");
        advanceMinutes(5);
        assertThat(parameterGroup()).isEqualTo("orders-pg18 pending-reboot");
        assertThat(statusOf("orders")).isEqualTo("available");
        rds.answer(
                "RebootDBInstance",
                RebootDbInstanceRequest.builder().dbInstanceIdentifier("orders").build());
        assertThat(statusOf("orders")).isEqualTo("rebooting");
        advanceMinutes(1);
        assertThat(parameterGroup()).isEqualTo("orders-pg18 in-sync");
    }

    @Test
    void storageIsOptimisedLongAfterAndTheInstanceUsableMeanwhile() {
        modify(request -> request.allocatedStorage(200).applyImmediately(true));
        advanceMinutes(4);
        assertThat(statusOf("orders")).isEqualTo("storage-optimization");
        assertThat(rds.describedInstance("orders").allocatedStorage()).isEqualTo(200);
        createSnapshot("orders", "before");
        advance(Duration.ofHours(2));
        assertThat(statusOf("orders")).isEqualTo("available");
    }

    @Test
    void turningBackupsOffWaitsAndChangingTheirNumberDoesNot() {
        modify(request -> request.backupRetentionPeriod(9));
        assertThat(rds.describedInstance("orders").backupRetentionPeriod()).isEqualTo(9);
        modify(request -> request.backupRetentionPeriod(0));
        assertThat(rds.describedInstance("orders").backupRetentionPeriod()).isEqualTo(9);
        rds.runMaintenanceWindow("orders");
        advanceMinutes(10);
        assertThat(rds.describedInstance("orders").backupRetentionPeriod()).isZero();
    }

    @Test
    void wrongValuesAreRefusedBeforeAnythingChanges() {
        DBInstance before = rds.describedInstance("orders");
        rds.securityGroup("sg-elsewhere", "vpc-elsewhere");
        for (Consumer<ModifyDbInstanceRequest.Builder> wrong : List.<Consumer<ModifyDbInstanceRequest.Builder>>of(
                request -> request.monitoringInterval(15),
                request -> request.databaseInsightsMode("advanced"),
                request -> request.maxAllocatedStorage(10),
                request -> request.vpcSecurityGroupIds("sg-elsewhere"),
                request -> request.allocatedStorage(50),
                request -> request.manageMasterUserPassword(true).masterUserPassword("long-enough"),
                request -> request.cloudwatchLogsExportConfiguration(logs -> logs.enableLogTypes("audit")))) {
            refused(
                    400,
                    "InvalidParameterCombination",
                    () -> modify(request -> wrong.accept(request.deletionProtection(true))));
        }
        refused(400, "InvalidParameterValue", () -> modify(request -> request.backupRetentionPeriod(36)));
        refused(400, "InvalidParameterValue", () -> modify(request -> request.masterUserPassword("short")));
        refused(400, "InvalidParameterValue", () -> modify(request -> request.monitoringInterval(7)));
        refused(400, "InvalidParameterValue", () -> modify(request -> request.newDBInstanceIdentifier("a--b")));
        assertThat(rds.describedInstance("orders")).isEqualTo(before);
    }

    @Test
    void aRoleIsAssociatedAfterAWhile() {
        AddRoleToDbInstanceRequest request = AddRoleToDbInstanceRequest.builder()
                .dbInstanceIdentifier("orders")
                .featureName("s3Import")
                .roleArn("arn:role")
                .build();
        rds.answer("AddRoleToDBInstance", request);
        assertThat(rds.describedInstance("orders").associatedRoles().get(0).status())
                .isEqualTo("PENDING");
        advanceMinutes(1);
        assertThat(rds.describedInstance("orders").associatedRoles().get(0).status())
                .isEqualTo("ACTIVE");
        refused(400, "DBInstanceRoleAlreadyExists", () -> rds.answer("AddRoleToDBInstance", request));
    }

    private DBInstance modify(Consumer<ModifyDbInstanceRequest.Builder> change) {
        ModifyDbInstanceRequest.Builder request =
                ModifyDbInstanceRequest.builder().dbInstanceIdentifier("orders");
        change.accept(request);
        return call(ModifyDbInstanceResponse.class, "ModifyDBInstance", request.build())
                .dbInstance();
    }

    private String parameterGroup() {
        var group = rds.describedInstance("orders").dbParameterGroups().get(0);
        return group.dbParameterGroupName() + " " + group.parameterApplyStatus();
    }
}
