package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** On-demand backups: CreateBackup and DescribeBackup. */
final class Backups {

    private record Backup(BackupDetails details, SourceTableDetails source, Instant ready) {}

    private final SimulatedDynamo dynamo;
    private final Map<String, Backup> backups = new LinkedHashMap<>();

    Backups(SimulatedDynamo dynamo) {
        this.dynamo = dynamo;
    }

    void register() {
        dynamo.on("CreateBackup", CreateBackupRequest.class, this::create);
        dynamo.on("DescribeBackup", DescribeBackupRequest.class, this::describe);
    }

    private SdkPojo create(CreateBackupRequest request) {
        SimulatedTable table = dynamo.tableForBackups(request.tableName());
        if (!request.backupName().matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw DynamoErrors.validation("backupName " + request.backupName());
        }
        BackupDetails details = BackupDetails.builder()
                .backupArn(table.shown.tableArn() + "/backup/0" + dynamo.now().toEpochMilli() + "-" + backups.size())
                .backupName(request.backupName())
                .backupStatus(BackupStatus.CREATING)
                .backupType(BackupType.USER)
                .backupCreationDateTime(dynamo.now())
                .build();
        TableDescription now = dynamo.store().counted(table);
        SourceTableDetails source = SourceTableDetails.builder()
                .tableName(now.tableName())
                .tableArn(now.tableArn())
                .keySchema(now.keySchema())
                .tableCreationDateTime(now.creationDateTime())
                .billingMode(SimulatedDynamo.mode(table))
                .itemCount(now.itemCount())
                .tableSizeBytes(now.tableSizeBytes())
                .build();
        backups.put(
                details.backupArn(),
                new Backup(details, source, dynamo.now().plus(dynamo.timings().backup())));
        return CreateBackupResponse.builder().backupDetails(details).build();
    }

    private SdkPojo describe(DescribeBackupRequest request) {
        Backup backup = backups.get(request.backupArn());
        if (backup == null) {
            throw new SimulatedError(400, "BackupNotFoundException", "Backup not found: " + request.backupArn());
        }
        BackupDetails now = dynamo.now().isBefore(backup.ready())
                ? backup.details()
                : backup.details().toBuilder()
                        .backupStatus(BackupStatus.AVAILABLE)
                        .backupSizeBytes(4_096L)
                        .build();
        return DescribeBackupResponse.builder()
                .backupDescription(description -> description.backupDetails(now).sourceTableDetails(backup.source()))
                .build();
    }
}
