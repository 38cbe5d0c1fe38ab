package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.aws.AwsProblem;
import io.ordermig.event.RestorePoint;
import io.ordermig.snapshot.ListedPoint;
import io.ordermig.snapshot.ListedPoint.Origin;
import io.ordermig.testing.aws.AwsSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;

/** Listing and removing snapshots. */
class ListTest extends RdsTest {

    ListTest(AwsSimulator simulator) {
        super(simulator);
        rds.instance("orders");
    }

    private List<ListedPoint> list() {
        return in("orders", RdsRestorePoints::list);
    }

    @Test
    void listsAllThereAreTheNewestFirst() {
        rds.snapshot("orders", "rds:orders-2040-02-28-03-11", "automated", Duration.ofDays(2));
        rds.snapshot("orders", "awsbackup:job-4711", "awsbackup", Duration.ofDays(3));
        rds.snapshot("orders", "before-the-release", "manual", Duration.ofDays(1));
        rds.instance("billing");
        rds.snapshot("billing", "of-another", "manual", Duration.ofDays(1));
        RestorePoint taken = take("orders", changedBefore(Duration.ofDays(9)));

        List<ListedPoint> points = list();

        assertThat(points)
                .extracting(point -> point.point().id(), ListedPoint::origin)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(taken.id(), Origin.ORDERMIG),
                        org.assertj.core.groups.Tuple.tuple("before-the-release", Origin.MANUAL),
                        org.assertj.core.groups.Tuple.tuple("rds:orders-2040-02-28-03-11", Origin.AUTOMATED),
                        org.assertj.core.groups.Tuple.tuple("awsbackup:job-4711", Origin.AUTOMATED));
        assertThat(points.get(0))
                .isEqualTo(new ListedPoint(
                        taken,
                        "available",
                        true,
                        100,
                        100L << 30,
                        "postgres 18.1",
                        Origin.ORDERMIG,
                        "staging",
                        "20400201120000"));
        assertThat(points.get(1).environment()).isEmpty();
    }

    @Test
    void readsAllPages() {
        for (int i = 0; i < 23; i++) {
            rds.snapshot("orders", "by-hand-" + i, "manual", Duration.ofDays(i));
        }
        rds.longestPage(5);

        assertThat(list()).hasSize(23);
        assertThat(list().get(0).point().id()).isEqualTo("by-hand-0");
    }

    @Test
    void adoptsFromTheLastPage() {
        RestorePoint taken = take("orders");
        for (int i = 0; i < 23; i++) {
            rds.snapshot("orders", "by-hand-" + i, "manual", Duration.ofDays(i));
        }
        rds.longestPage(5);

        assertThat(take("orders", changedBefore(Duration.ofDays(1)))).isEqualTo(taken);
    }

    @Test
    void oneThatFailedIsNotUsable() {
        RestorePoint taken = take("orders");
        rds.snapshotStatus(taken.id(), "failed");

        assertThat(list()).singleElement().satisfies(point -> {
            assertThat(point.usable()).isFalse();
            assertThat(point.state()).isEqualTo("failed");
        });
    }

    @Test
    void tagsOfTheInstanceMakeNobodysSnapshotOurs() {
        rds.instance("orders")
                .copyTagsToSnapshot(true)
                .tag("ordermig:managed", "true")
                .tag("ordermig:source", "orders");
        try (RdsClient client = simulator.client(RdsClient.builder())) {
            client.createDBSnapshot(
                    request -> request.dbInstanceIdentifier("orders").dbSnapshotIdentifier("by-hand"));
        }

        assertThat(list()).extracting(ListedPoint::origin).containsExactly(Origin.MANUAL);
    }

    @Test
    void listsThoseOfACluster() {
        rds.auroraCluster("shop", "shop-1");
        rds.clusterSnapshot("shop", "rds:shop-2040-02-28-03-11", "automated", Duration.ofDays(2));
        RestorePoint taken = take("shop-1");

        List<ListedPoint> points = in("shop", RdsRestorePoints::list);

        assertThat(points)
                .extracting(point -> point.point().id())
                .containsExactly(taken.id(), "rds:shop-2040-02-28-03-11");
        assertThat(points.get(0).engine()).isEqualTo("aurora-postgresql 16.6");
        assertThat(points.get(0).point()).isEqualTo(taken);
    }

    @Test
    void removesItsOwn() {
        take("orders");
        ListedPoint point = list().get(0);

        in("orders", points -> {
            points.remove(point);
            return point;
        });

        assertThat(rds.describedSnapshot(point.point().id()).status()).isEqualTo("deleting");
        clock.advance(Duration.ofMinutes(1));
        assertThat(list()).isEmpty();
    }

    @Test
    void removingOneThatIsGoneDoesNothing() {
        take("orders");
        ListedPoint point = list().get(0);
        in("orders", points -> {
            points.remove(point);
            clock.advance(Duration.ofMinutes(1));
            points.remove(point);
            return point;
        });

        assertThat(list()).isEmpty();
    }

    @Test
    void removesThatOfACluster() {
        rds.auroraCluster("shop", "shop-1");
        take("shop");
        in("shop", points -> {
            points.remove(points.list().get(0));
            clock.advance(Duration.ofMinutes(1));
            assertThat(points.list()).isEmpty();
            return points;
        });
    }

    @Test
    void removesNobodyElses() {
        rds.snapshot("orders", "before-the-release", "manual", Duration.ofDays(1));

        assertThatThrownBy(() -> in("orders", points -> {
                    points.remove(points.list().get(0));
                    return points;
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rds.changes()).isEmpty();
    }

    @Test
    void namesTheActionThatRemovingNeeds() {
        take("orders");
        simulator.deny("rds:DeleteDBSnapshot");

        var problem = problemOf(() -> in("orders", points -> {
                    points.remove(points.list().get(0));
                    return points;
                }))
                .problem();

        assertThat(problem.code()).isEqualTo(AwsProblem.ACCESS_DENIED);
        assertThat(problem.what()).contains("rds:DeleteDBSnapshot");
    }
}
