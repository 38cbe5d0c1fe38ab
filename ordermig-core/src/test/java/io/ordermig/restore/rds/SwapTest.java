package io.ordermig.restore.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Vocabulary;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.testing.PasswordRelay;
import io.ordermig.testing.TestDatabase;
import io.ordermig.testing.aws.AwsSimulator;
import io.ordermig.testing.aws.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;

class SwapTest extends RestoreTest {

    private static final String MADE = "orders-restore-20400301020000";

    SwapTest(AwsSimulator simulator, TestDatabase database) {
        super(simulator, database);
        rds.instance("orders").dataVersion("before");
        serve("orders");
    }

    private void snapshotAndChange() {
        snapshot();
        clock.advance(Duration.ofHours(1));
        rds.instance("orders").dataVersion("after");
    }

    @Test
    void theNewOneTakesTheNameAndTheOldOneIsKept() {
        snapshotAndChange();

        Aftermath aftermath = restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(aftermath.kept()).startsWith("orders-old-20400301");
        assertThat(rds.dataVersion(aftermath.kept())).isEqualTo("after");
        assertThat(rds.instanceNames()).containsExactly("orders", aftermath.kept());
        assertThat(events.of(RunEvent.RestoreStepFinished.class))
                .extracting(finished -> finished.step().title())
                .containsExactly(
                        "Restore snapshot pre-migration-orders-20400301020000 as " + MADE,
                        "Give " + MADE + " the settings of orders",
                        "Compare " + MADE + " with what was captured, setting by setting",
                        "Ask " + MADE + " over SQL",
                        "Rename orders to " + aftermath.kept(),
                        "Rename " + MADE + " to orders",
                        "Ask orders at its endpoint");
        // Two renames of about six minutes each, and the pauses between two looks.
        assertThat(outage()).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(18));
        assertThat(aftermath.items())
                .anySatisfy(item -> assertThat(item.commands())
                        .contains("aws rds delete-db-instance --db-instance-identifier " + aftermath.kept()
                                + " --final-db-snapshot-identifier " + aftermath.kept() + "-final"));
    }

    @Test
    void thePlanSaysEverythingAndChangesNothing() {
        snapshotAndChange();
        int before = rds.changes().size();

        RestorePlan plan = plan();

        assertThat(rds.changes()).hasSize(before);
        assertThat(plan.source()).isEqualTo("orders");
        assertThat(plan.steps()).hasSize(7).noneMatch(RestorePlan.Step::done);
        assertThat(plan.outage()).isEqualTo(RestorePlan.Span.minutes(10, 22));
        assertThat(plan.notices())
                .contains("What was written to orders after 2040-03-01T02:00:00Z is not in the new one.");
    }

    @Test
    void everySettingIsAsItWas() {
        rds.instanceWithEverySettingSet("orders");
        DBInstance before = rds.describedInstance("orders");
        snapshotAndChange();
        rds.instance("orders").instanceClass("db.t4g.medium").tag("later", "yes");

        Aftermath aftermath = restore();

        DBInstance after = rds.describedInstance("orders");
        for (InstanceSetting setting : InstanceSettings.ALL) {
            assertThat(setting.between(before, after)).as(setting.name()).isEmpty();
        }
        assertThat(InstanceSettings.ownTags(after.tagList())).containsAll(InstanceSettings.ownTags(before.tagList()));
        assertThat(after.tagList()).noneMatch(tag -> tag.key().equals("later"));
        assertThat(rds.instanceNames()).containsExactly("orders", aftermath.kept());
        assertThat(aftermath.items())
                .anySatisfy(item ->
                        assertThat(item.commands()).anyMatch(line -> line.contains("--no-deletion-protection")));
    }

    @Test
    void theSameOnceMoreChangesNothingUnlessItIsAskedFor() {
        snapshotAndChange();
        restore();
        int before = rds.changes().size();

        assertThat(plan().isDone()).isTrue();
        assertThat(rds.changes()).hasSize(before);

        settings.put("restoreAgain", "true");
        rds.instance("orders").dataVersion("much later");
        clock.advance(Duration.ofHours(1));
        restore("again");
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.instanceNames()).hasSize(3);
    }

    @Test
    void theNewestOfManySnapshotsIsTakenFromWhateverPage() {
        rds.longestPage(20);
        for (int i = 10; i < 60; i++) {
            rds.snapshot("orders", "by-hand-" + i, "manual", Duration.ofDays(i));
        }
        rds.instance("zz-others");
        snapshotAndChange();

        String found = in(RUN, clock, RdsRestore::point).point().id();

        assertThat(found).isEqualTo("pre-migration-orders-20400301020000");
    }

    @Test
    void aSnapshotThatFollowedTheOldOneIsStillFoundAndBringsItBackOnceMore() {
        snapshotAndChange();
        restore();
        clock.advance(Duration.ofDays(1));
        rds.instance("orders").dataVersion("next day");

        settings.put("restoreAgain", "true");
        settings.put("snapshotId", "pre-migration-orders-20400301020000");
        restore("next-day");

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void aBudgetThatIsSpentIsToldWithWhatWasChanged() {
        snapshotAndChange();
        settings.put("restoreTimeout", "10m");

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.TIMED_OUT);
        assertThat(e.problem().changed()).isEqualTo(MADE + " was asked for; orders is as it was, and serves");
        assertThat(rds.dataVersion("orders")).isEqualTo("after");
        settings.put("restoreTimeout", "6h");
        restore("second");
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void whatCannotBeMadeEqualIsNamedAndCanBeAccepted() {
        rds.instance("orders")
                .set(settings -> settings.engineLifecycleSupport("open-source-rds-extended-support-disabled"));
        snapshotAndChange();
        rds.listen(new Spoiler(rds));

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.SETTINGS_DIFFER);
        assertThat(e.problem().details()).containsExactly("CustomIamInstanceProfile: was not set, is AWSRDSCustom");
        assertThat(rds.dataVersion("orders")).isEqualTo("after");

        settings.put("restoreAccept", "CustomIamInstanceProfile");
        Aftermath aftermath = restore("second");
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(aftermath.items())
                .anyMatch(item -> item.what()
                        .equals("Accepted as it is: CustomIamInstanceProfile: was not set, is AWSRDSCustom."));
    }

    @Test
    void aSecondRenameThatIsRefusedTakesTheFirstOneBack() {
        snapshotAndChange();
        String resource = rds.describedInstance("orders").dbiResourceId();
        AtomicBoolean struck = new AtomicBoolean();
        simulator.onCall(call -> {
            if (call.operation().equals("DescribeDBInstances")
                    && rds.instanceNames().stream().anyMatch(name -> name.startsWith("orders-old-"))
                    && !rds.hasInstance("orders")
                    && struck.compareAndSet(false, true)) {
                simulator
                        .faults()
                        .next(Fault.error(400, "KMSKeyNotAccessibleFault", "no key"))
                        .on("rds", "ModifyDBInstance");
            }
        });

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.TAKEN_BACK);
        assertThat(e.problem().details()).contains("orders serves again, as it was before.");
        assertThat(rds.describedInstance("orders").dbiResourceId()).isEqualTo(resource);
        assertThat(rds.dataVersion("orders")).isEqualTo("after");
        assertThat(rds.instanceNames()).containsExactly("orders", MADE);
    }

    @Test
    void aNewNameThatIsAvailableTooEarlyIsNotBelieved() {
        rds.faults().newNameAvailableTooEarly(true);
        settings.put("snapshotPollInterval", "10s");
        snapshotAndChange();

        restore();

        assertThat(simulator.requests(ModifyDbInstanceRequest.class).stream()
                        .filter(request -> request.newDBInstanceIdentifier() != null))
                .hasSize(2);
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void lostAnswersAndThrottlingMakeItSlowerOnly() {
        snapshotAndChange();
        simulator.faults().every(4, Fault.throttling()).on("rds");
        simulator.faults().next(Fault.lostAnswer()).on("rds", "RestoreDBInstanceFromDBSnapshot");
        simulator.faults().next(2, Fault.lostAnswer()).on("rds", "ModifyDBInstance");

        restore();

        assertThat(rds.dataVersion("orders")).isEqualTo("before");
        assertThat(rds.instanceNames()).hasSize(2);
    }

    @Test
    void aSourceThatIsGoneIsMadeAnewUnderItsName() {
        snapshotAndChange();
        delete("orders");

        RestorePlan plan = plan();
        assertThat(plan.notices()).anyMatch(line -> line.startsWith("There is no instance orders any more"));
        Aftermath aftermath = restore();

        assertThat(aftermath.kept()).isEmpty();
        assertThat(rds.instanceNames()).containsExactly("orders");
        assertThat(rds.dataVersion("orders")).isEqualTo("before");
    }

    @Test
    void theManifestServesWhereTheTagsAreLost() {
        rds.instanceWithEverySettingSet("orders");
        DBInstance before = rds.describedInstance("orders");
        snapshotAndChange();
        String arn =
                rds.describedSnapshot("pre-migration-orders-20400301020000").dbSnapshotArn();
        simulator
                .client(RdsClient.builder())
                .removeTagsFromResource(request -> request.resourceName(arn).tagKeys("ordermig:settings"));
        rds.instance("orders").deletionProtection(false);
        delete("orders");

        restore();

        assertThat(InstanceSettings.ALL)
                .allSatisfy(setting -> assertThat(setting.between(before, rds.describedInstance("orders")))
                        .isEmpty());
    }

    @Test
    void asManyTagsAsThereMayBeAreThereInTheEnd() {
        for (int i = 0; i < 47; i++) {
            rds.instance("orders").tag("tag-" + i, "value");
        }
        snapshotAndChange();

        restore();

        assertThat(InstanceSettings.ownTags(rds.describedInstance("orders").tagList()))
                .hasSize(47);
        assertThat(simulator
                        .requests(RestoreDbInstanceFromDbSnapshotRequest.class)
                        .get(0)
                        .tags())
                .hasSize(50);
    }

    @Test
    void replicasAreNamedBeforeAndAfter() {
        rds.instance("orders-replica").replicaOf("orders");
        snapshotAndChange();

        assertThat(plan().notices()).contains("Its read replicas stay with the old one: orders-replica.");
        Aftermath aftermath = restore();

        assertThat(aftermath.items())
                .flatExtracting(Aftermath.Item::commands)
                .contains("aws rds create-db-instance-read-replica --db-instance-identifier orders-replica-new"
                        + " --source-db-instance-identifier orders");
    }

    @Test
    void aQueryThatIsNotTrueStopsBeforeTheNamesAreSwapped() {
        database.execute("CREATE TABLE orders (id int)");
        settings.put("verifySql", "SELECT count(*) > 0 FROM orders\nSELECT 1 = 1");
        snapshotAndChange();

        OrdermigException e = failure(this::restore);

        assertThat(e.problem().code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
        assertThat(e.problem().details()).containsExactly("SELECT count(*) > 0 FROM orders: false");
        assertThat(rds.dataVersion("orders")).isEqualTo("after");

        database.execute("INSERT INTO orders VALUES (1)");
        restore("second");
        assertThat(events.of(RunEvent.RestoreVerified.class))
                .extracting(RunEvent.RestoreVerified::question)
                .contains("the schema history", "the rows of public.orders", "SELECT 1 = 1");
    }

    @Test
    void aPasswordThatWasChangedSinceIsToldWithTheLineThatMendsIt() throws Exception {
        settings.put("password", "of-today");
        try (PasswordRelay relay = PasswordRelay.to(port)) {
            port = relay.port();
            serve("orders");
            snapshotAndChange();
            relay.accept("of-yesterday");

            OrdermigException e = failure(this::restore);

            assertThat(e.problem().code()).isEqualTo(RestoreProblem.NOT_VERIFIED);
            assertThat(e.problem().text(Vocabulary.NEUTRAL))
                    .contains("does not let the role", "--master-user-password", "--db-instance-identifier " + MADE)
                    .doesNotContain("of-today");
            assertThat(rds.dataVersion("orders")).isEqualTo("after");
            relay.accept("of-today");
            restore("second");
            assertThat(rds.dataVersion("orders")).isEqualTo("before");
        }
    }

    private void delete(String identifier) {
        simulator
                .client(RdsClient.builder())
                .deleteDBInstance(
                        request -> request.dbInstanceIdentifier(identifier).skipFinalSnapshot(true));
        clock.advance(Duration.ofHours(1));
        assertThat(rds.instanceNames()).isEqualTo(List.of());
    }
}
