package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

class IamActionTest {

    private static final String RDS = "arn:aws:rds:eu-central-1:123456789012:";
    private static final String DYNAMO = "arn:aws:dynamodb:eu-central-1:123456789012:";
    private static final Tag TAG = Tag.builder().key("a").value("b").build();

    static Stream<Arguments> calls() {
        return Stream.of(
                call(
                        "rds",
                        "DescribeDBSnapshots",
                        DescribeDbSnapshotsRequest.builder().build(),
                        "rds:DescribeDBSnapshots *"),
                call(
                        "rds",
                        "CreateDBSnapshot",
                        CreateDbSnapshotRequest.builder()
                                .dbInstanceIdentifier("orders")
                                .dbSnapshotIdentifier("before")
                                .tags(TAG)
                                .build(),
                        "rds:CreateDBSnapshot " + RDS + "snapshot:before",
                        "rds:AddTagsToResource " + RDS + "snapshot:before"),
                call(
                        "rds",
                        "RestoreDBInstanceFromDBSnapshot",
                        RestoreDbInstanceFromDbSnapshotRequest.builder()
                                .dbInstanceIdentifier("orders-2")
                                .dbSnapshotIdentifier("before")
                                .tags(TAG)
                                .build(),
                        "rds:RestoreDBInstanceFromDBSnapshot " + RDS + "db:orders-2",
                        "rds:AddTagsToResource " + RDS + "db:orders-2"),
                call(
                        "rds",
                        "RestoreDBInstanceToPointInTime",
                        RestoreDbInstanceToPointInTimeRequest.builder()
                                .sourceDBInstanceIdentifier("orders")
                                .targetDBInstanceIdentifier("orders-2")
                                .build(),
                        "rds:RestoreDBInstanceToPointInTime " + RDS + "db:orders-2"),
                call(
                        "rds",
                        "CreateDBInstance",
                        CreateDbInstanceRequest.builder()
                                .dbInstanceIdentifier("member")
                                .dbClusterIdentifier("orders")
                                .build(),
                        "rds:CreateDBInstance " + RDS + "db:member"),
                call(
                        "rds",
                        "ModifyDBInstance",
                        ModifyDbInstanceRequest.builder()
                                .dbInstanceIdentifier("orders")
                                .monitoringRoleArn("arn:role")
                                .build(),
                        "rds:ModifyDBInstance " + RDS + "db:orders",
                        "iam:PassRole arn:role"),
                call(
                        "dynamodb",
                        "TransactWriteItems",
                        TransactWriteItemsRequest.builder()
                                .transactItems(
                                        write -> write.conditionCheck(check -> check.tableName("ledger")),
                                        write -> write.put(put -> put.tableName("ledger")),
                                        write -> write.put(put -> put.tableName("ledger")))
                                .build(),
                        "dynamodb:ConditionCheckItem " + DYNAMO + "table/ledger",
                        "dynamodb:PutItem " + DYNAMO + "table/ledger"),
                call(
                        "dynamodb",
                        "CreateTable",
                        CreateTableRequest.builder()
                                .tableName("ledger")
                                .tags(tag -> tag.key("a").value("b"))
                                .build(),
                        "dynamodb:CreateTable " + DYNAMO + "table/ledger",
                        "dynamodb:TagResource " + DYNAMO + "table/ledger"),
                call(
                        "sts",
                        "GetCallerIdentity",
                        GetCallerIdentityRequest.builder().build()));
    }

    private static Arguments call(String service, String operation, SdkPojo request, String... actions) {
        return Arguments.of(service, operation, request, actions);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void namesWhatACallNeedsAndOnWhat(String service, String operation, SdkPojo request, String... actions) {
        assertThat(IamAction.of(service, operation, request))
                .extracting(action -> action.name() + " " + action.resource())
                .containsExactly(actions);
    }
}
