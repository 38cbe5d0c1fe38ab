package io.ordermig.dynamo.change;

import io.ordermig.aws.Aws;
import io.ordermig.aws.Polling;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Repeat;
import io.ordermig.snapshot.SnapshotName;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;

/**
 * Restore points of tables: on-demand backups, which take no throughput, and are kept until somebody deletes them. A
 * backup is restored into a new table, without tags, stream, time to live and point-in-time recovery.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html">CreateBackup</a>
 */
public final class TableBackup {

    private static final int LONGEST_NAME = 255;

    private final DynamoDbClient client;
    private final ChangeContext context;

    /**
     * Backups of tables.
     *
     * @param client calls DynamoDB
     * @param context its budget is that of one backup
     */
    public TableBackup(DynamoDbClient client, ChangeContext context) {
        this.client = client;
        this.context = context;
    }

    /**
     * Takes a backup {@code pre-migration-<table>-<time>} and waits until it is AVAILABLE. Warns when the table has no
     * point-in-time recovery beside it.
     *
     * @return the backup, whose id is its ARN; empty when the server has no backups, as DynamoDB Local, which is told
     * @throws OrdermigException when there is none in the end
     */
    public Optional<RestorePoint> take(String table) {
        Instant asked = now();
        Instant started = asked.truncatedTo(ChronoUnit.SECONDS);
        String name = SnapshotName.of(table, started, LONGEST_NAME);
        RestorePoint point = new RestorePoint(RestorePoint.Kind.TABLE_BACKUP, name, table, started);
        Polling polling = new Polling(context.clock(), context.sleeper(), context.pollInterval(), context.budget());
        try {
            warnWithoutPointInTime(table, polling);
            Optional<BackupDetails> begun = polling.persist(() -> begin(table, name));
            if (begun.isEmpty()) {
                context.events()
                        .publish(new RunEvent.RestorePointSkipped(
                                now(), "the server has no backups of tables; DynamoDB Local has none"));
                return Optional.empty();
            }
            RestorePoint known =
                    new RestorePoint(RestorePoint.Kind.TABLE_BACKUP, begun.get().backupArn(), table, started);
            context.events().publish(new RunEvent.RestorePointStarted(now(), known, false));
            BackupDetails ready = polling.until(() -> look(known, polling.elapsed()))
                    .orElseThrow(() -> failed(
                            known,
                            "It is not AVAILABLE after " + Durations.text(context.budget()) + ".",
                            polling.lastFailure().orElse(null)));
            long bytes = ready.backupSizeBytes() == null ? 0 : ready.backupSizeBytes();
            context.events()
                    .publish(new RunEvent.RestorePointReady(now(), known, Duration.between(asked, now()), bytes, ""));
            return Optional.of(known);
        } catch (OrdermigException e) {
            context.events().publish(new RunEvent.RestorePointFailed(now(), point, Duration.between(asked, now())));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(point, "The run was told to stop while it waited.", e);
        }
    }

    /**
     * Whether a table can be restored to any point in time.
     *
     * @return empty when the server does not know, as DynamoDB Local
     */
    public Optional<Boolean> hasPointInTime(String table) {
        return DynamoCalls.unlessCode(
                Aws.UNKNOWN_OPERATION,
                "dynamodb:DescribeContinuousBackups",
                () -> client.describeContinuousBackups(request -> request.tableName(table))
                                .continuousBackupsDescription()
                                .pointInTimeRecoveryDescription()
                                .pointInTimeRecoveryStatus()
                        == PointInTimeRecoveryStatus.ENABLED);
    }

    private void warnWithoutPointInTime(String table, Polling polling) throws InterruptedException {
        Optional<Boolean> has = polling.persist(() -> hasPointInTime(table));
        if (has.isPresent() && !has.get()) {
            context.events()
                    .warn("The table " + table
                            + " has no point-in-time recovery: what is written between its backup and"
                            + " the change cannot be brought back. An UpdateContinuousBackups enables it.");
        }
    }

    private Optional<BackupDetails> begin(String table, String name) {
        return DynamoCalls.busyTold(
                "dynamodb:CreateBackup",
                () -> DynamoCalls.unlessCode(
                        Aws.UNKNOWN_OPERATION,
                        "dynamodb:CreateBackup",
                        () -> client.createBackup(
                                        request -> request.tableName(table).backupName(name))
                                .backupDetails()));
    }

    private Optional<BackupDetails> look(RestorePoint point, Duration elapsed) {
        BackupDetails details = DynamoCalls.unlessCode(
                        "BackupNotFoundException",
                        "dynamodb:DescribeBackup",
                        () -> client.describeBackup(request -> request.backupArn(point.id()))
                                .backupDescription()
                                .backupDetails())
                .orElseThrow(() -> failed(point, "It is gone.", null));
        if (details.backupStatus() == BackupStatus.AVAILABLE) {
            return Optional.of(details);
        }
        if (details.backupStatus() == BackupStatus.DELETED) {
            throw failed(point, "It is DELETED.", null);
        }
        context.events()
                .publish(new RunEvent.RestorePointProgressed(
                        now(), point, details.backupStatusAsString(), -1, elapsed, Duration.ZERO));
        return Optional.empty();
    }

    private static OrdermigException failed(RestorePoint point, String why, @Nullable Throwable cause) {
        return new OrdermigException(
                Problem.of(ChangeProblem.BACKUP_FAILED, "There is no backup of " + point.source() + " to go back to.")
                        .where(point.id())
                        .detail(why)
                        .fix("Run it again: it takes another backup.")
                        .changed("a backup may have been begun, which does no harm")
                        .repeat(Repeat.SAFE)
                        .build(),
                cause);
    }

    private Instant now() {
        return context.clock().instant();
    }
}
