package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePlan;
import io.ordermig.problem.OrdermigException;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

class PointInTimeTest extends RestoreTest {

    PointInTimeTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        rds.instance("orders").dataVersion("at two");
        serve("orders");
        clock.advance(Duration.ofHours(1));
        rds.instance("orders").dataVersion("at three");
        clock.advance(Duration.ofHours(1));
        rds.instance("orders").dataVersion("at four");
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void theDataAreThoseOfTheMoment() {
        rds.instanceWithEverySettingSet("orders");
        DBInstance before = rds.describedInstance("orders");
        settings.put("restoreTime", "2040-03-01T03:30:00Z");

        RestorePlan plan = plan();
        restore();

        assertThat(plan.steps().get(0).title())
                .isEqualTo("Restore the state at 2040-03-01T03:30:00Z as orders-restore-20400301033000");
        assertThat(rds.dataVersion("orders")).isEqualTo("at three");
        assertThat(InstanceSettings.ALL)
                .allSatisfy(setting -> assertThat(setting.between(before, rds.describedInstance("orders")))
                        .isEmpty());
    }

    @Test
    void theLatestMomentIsOfAFewMinutesAgo() {
        settings.put("restoreTime", "latest");

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("at four");
        assertThat(plan().isDone()).isTrue();
    }

    @Test
    void aMomentOutsideOfTheBackupsIsToldWithTheirLimits() {
        settings.put("restoreTime", "2039-01-01T00:00:00Z");

        OrdermigException e = failure(this::plan);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.TIME_OUTSIDE);
        assertThat(e.problem().details().get(0))
                .startsWith("They reach from 2040-02-23T")
                .contains(" to 2040-03-01T04:5");
    }

    @Test
    void withoutBackupsThereIsNoMoment() {
        rds.instance("orders").backupRetention(0);
        settings.put("restoreTime", "latest");

        OrdermigException e = failure(this::plan);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.TIME_OUTSIDE);
        assertThat(e.problem().details()).containsExactly("It has no automated backups.");
    }

    @Test
    void whatWasDeletedComesBackFromTheBackupsThatStayed() {
        snapshot();
        clock.advance(Duration.ofMinutes(30));
        simulator
                .client(RdsClient.builder())
                .deleteDBInstance(request -> request.dbInstanceIdentifier("orders")
                        .skipFinalSnapshot(true)
                        .deleteAutomatedBackups(false));
        clock.advance(Duration.ofMinutes(30));
        settings.put("restoreTime", "2040-03-01T02:30:00Z");

        RestorePlan plan = plan();
        restore();

        assertThat(plan.notices()).anyMatch(line -> line.startsWith("The source is gone"));
        assertThat(rds.dataVersion("orders")).isEqualTo("at two");
    }
}
