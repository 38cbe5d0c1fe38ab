package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;

/** Backups of tables before something is destroyed. */
class TableBackupTest extends ChangeTest {

    TableBackupTest(AwsSimulator simulator) {
        super(simulator);
        run(Wanted.table("orders").build());
        simulator.forget();
    }

    private Optional<RestorePoint> take() {
        return new TableBackup(client, context()).take("orders");
    }

    @Test
    void takesABackupAndWaitsUntilItIsAvailable() {
        Optional<RestorePoint> point = take();

        assertThat(point.orElseThrow().id()).contains(":table/orders/backup/");
        assertThat(simulator.requests(CreateBackupRequest.class))
                .extracting(CreateBackupRequest::backupName)
                .singleElement()
                .asString()
                .matches("pre-migration-orders-20400301\\d{6}");
        assertThat(events.of(RunEvent.RestorePointReady.class))
                .singleElement()
                .satisfies(event -> assertThat(event.bytes()).isEqualTo(4096));
        assertThat(events.of(RunEvent.RestorePointProgressed.class)).isNotEmpty();
    }

    @Test
    void warnsWhenThereIsNoPointInTimeRecoveryBesideIt() {
        take();

        assertThat(events.of(RunEvent.Warned.class))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("no point-in-time recovery"));
    }

    @Test
    void waitsWhileBackupsAreBeingEnabled() {
        simulator
                .faults()
                .next(
                        2,
                        Fault.error(
                                400,
                                "ContinuousBackupsUnavailableException",
                                "Backups are being enabled for the" + " table: orders. Please retry later"))
                .on("dynamodb", "CreateBackup");

        assertThat(take()).isPresent();
    }

    @Test
    void saysThatTheServerHasNone() {
        simulator
                .faults()
                .always(Fault.error(400, "UnknownOperationException", ""))
                .on("dynamodb", "CreateBackup");

        assertThat(take()).isEmpty();
        assertThat(events.of(RunEvent.RestorePointSkipped.class)).hasSize(1);
    }

    @Test
    void keepsTheTableWhenTheBackupIsNotReadyInTime() {
        budget = Duration.ofSeconds(10);
        ChangeContext hasty = context();
        budget = Duration.ofHours(1);
        ChangeRunner runner = new ChangeRunner(
                client, context(), CallHooks.NONE, call -> new TableBackup(client, hasty).take(call.table()));

        assertThat(problemOf(() -> runner.run(new WantedChange(Wanted.noTable("orders"))))
                        .problem()
                        .code())
                .isEqualTo(ChangeProblem.BACKUP_FAILED);
        assertThat(dynamo.has("orders")).isTrue();
    }
}
