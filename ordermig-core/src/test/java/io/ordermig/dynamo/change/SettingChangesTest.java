package io.ordermig.dynamo.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/** Time to live, point-in-time recovery, tags and the end of tables, on AWS. */
class SettingChangesTest extends ChangeTest {

    SettingChangesTest(AwsSimulator simulator) {
        super(simulator);
        run(Wanted.table("orders").build());
        simulator.forget();
        hooked.clear();
    }

    @Test
    void enablesTimeToLiveAndWaitsUntilItIs() {
        run(Wanted.expiry("orders", "expires", true));

        assertThat(hooked)
                .containsExactly(
                        "destroys the items of orders whose expires lies in the past",
                        "before Let items of orders expire by expires",
                        "after Let items of orders expire by expires");
        assertThat(events.of(RunEvent.TableProgressed.class))
                .extracting(RunEvent.TableProgressed::state)
                .contains("ACTIVE, time to live ENABLING");
        assertThat(run(Wanted.expiry("orders", "expires", true)).alreadySo())
                .containsExactly("Items of orders expire by expires.");
        assertThat(changes()).containsExactly("UpdateTimeToLive");
    }

    @Test
    void refusesToExchangeTheAttributeAtOnce() {
        run(Wanted.expiry("orders", "expires", true));
        simulator.forget();

        OrdermigException e = problemOf(() -> run(Wanted.expiry("orders", "deleteAt", true)));

        assertThat(e.problem().code()).isEqualTo(ChangeProblem.TTL_ATTRIBUTE);
        assertThat(changes()).isEmpty();

        clock.advance(Duration.ofHours(1));
        run(Wanted.expiry("orders", "expires", false));
        OrdermigException tooSoon = problemOf(() -> run(Wanted.expiry("orders", "deleteAt", true)));
        assertThat(tooSoon.problem().code()).isEqualTo(ChangeProblem.TTL_TOO_SOON);
        assertThat(tooSoon.problem().details()).singleElement().asString().contains("modified multiple times");

        clock.advance(Duration.ofHours(1));
        run(Wanted.expiry("orders", "deleteAt", true));
    }

    @Test
    void setsPointInTimeRecoveryAndItsPeriod() {
        UpdateContinuousBackupsRequest week = UpdateContinuousBackupsRequest.builder()
                .tableName("orders")
                .pointInTimeRecoverySpecification(
                        spec -> spec.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(7))
                .build();
        run(week);
        assertThat(run(week).alreadySo()).containsExactly("Point-in-time recovery of orders is ENABLED.");

        run(UpdateContinuousBackupsRequest.builder()
                .tableName("orders")
                .pointInTimeRecoverySpecification(
                        spec -> spec.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(14))
                .build());
        run(UpdateContinuousBackupsRequest.builder()
                .tableName("orders")
                .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(false))
                .build());

        assertThat(changes())
                .containsExactly("UpdateContinuousBackups", "UpdateContinuousBackups", "UpdateContinuousBackups");
        assertThat(hooked).contains("destroys the points in time that orders could be restored to");
    }

    @Test
    void tagsATableByItsName() {
        TagResourceRequest tag = TagResourceRequest.builder()
                .resourceArn("orders")
                .tags(each -> each.key("team").value("orders"))
                .build();
        run(tag);
        assertThat(run(tag).isUnchanged()).isTrue();
        assertThat(dynamo.tags("orders")).containsEntry("team", "orders");

        UntagResourceRequest untag = UntagResourceRequest.builder()
                .resourceArn(dynamo.described("orders").tableArn())
                .tagKeys("team", "cost")
                .build();
        run(untag);
        assertThat(run(untag).isUnchanged()).isTrue();
        assertThat(dynamo.tags("orders")).isEmpty();
    }

    @Test
    void deletesATableAndWaitsUntilItIsGone() {
        run(Wanted.noTable("orders"));

        assertThat(dynamo.has("orders")).isFalse();
        assertThat(hooked).first().isEqualTo("destroys all items of orders");
        assertThat(run(Wanted.noTable("orders")).alreadySo()).containsExactly("There is no table orders.");
    }

    @Test
    void leavesAProtectedTableAlone() {
        run(Wanted.update("orders").deletionProtectionEnabled(true).build());
        hooked.clear();

        OrdermigException e = problemOf(() -> run(Wanted.noTable("orders")));

        assertThat(e.problem().code()).isEqualTo(ChangeProblem.TABLE_PROTECTED);
        assertThat(hooked).isEmpty();
    }

    @Test
    void createsATableAnewWhoseDeletionIsUnderWay() {
        client.deleteTable(Wanted.noTable("orders"));

        run(Wanted.table("orders").build());

        assertThat(dynamo.has("orders")).isTrue();
        assertThat(changes()).containsExactly("DeleteTable", "CreateTable");
    }

    @Test
    void destroysNothingThatCouldNotBeBackedUp() {
        ChangeRunner runner = new ChangeRunner(client, context(), CallHooks.NONE, call -> {
            throw new OrdermigException(
                    ChangeProblems.tableMissing("CreateBackup", "orders").build());
        });

        problemOf(() -> runner.run(new WantedChange(Wanted.noTable("orders"))));

        assertThat(changes()).isEmpty();
    }
}
