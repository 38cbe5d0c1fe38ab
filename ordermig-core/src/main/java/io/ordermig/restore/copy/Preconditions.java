package io.ordermig.restore.copy;

import io.ordermig.config.RestoreConfig;
import io.ordermig.config.SnapshotConfig.OnConnected;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.DatabaseLock;
import io.ordermig.snapshot.copy.Occupants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What could stop a restore, all of it asked before anything changes. */
final class Preconditions {

    /** Sessions that come and go within a moment, such as those of a probe, are none to name. */
    private static final int GLANCES = 10;

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final RestoreContext context;
    private final RestoreFailures failures;
    private final Connection connection;

    Preconditions(RestoreContext context, RestoreFailures failures, Connection connection) {
        this.context = context;
        this.failures = failures;
        this.connection = connection;
    }

    /** What of the configuration does not fit copies. */
    static List<Problem> ofConfig(RestoreConfig config, RestoreFailures failures) {
        List<Problem> problems = new ArrayList<>();
        if (config.time().isPresent()) {
            problems.add(failures.wayNotOpen(
                    "restoreTime",
                    "a copy has the data of one moment, and no other",
                    Remedy.set("snapshotId", "<name>", "to name a copy, and leave restoreTime out")));
        }
        if (config.strategy() == RestoreConfig.Strategy.REPLACE) {
            problems.add(failures.wayNotOpen(
                    "restoreStrategy",
                    "names are changed, so that there is nothing to remove first",
                    Remedy.set("restoreStrategy", "swap", "or leave it out")));
        }
        return problems;
    }

    /** The choice; what stands in its way is added to the problems. */
    Optional<Choice> choose(Scene scene, String named, boolean again, List<Problem> problems) throws SQLException {
        try {
            return Optional.of(Choice.of(connection, scene, failures, named, again));
        } catch (OrdermigException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** What stands in the way of renaming the database, and the copy if it is known. */
    List<Problem> of(Scene scene, Optional<Choice> choice) throws SQLException, InterruptedException {
        List<Problem> problems = new ArrayList<>();
        Optional<CopySource> copy = Optional.empty();
        if (choice.isPresent()) {
            copy = CopySource.find(
                    connection, scene.server(), choice.get().point().id());
        }
        List<CopySource> renamed =
                Stream.concat(scene.database().stream(), copy.stream()).toList();
        List<CopySource> foreign = renamed.stream().filter(one -> !one.owned()).toList();
        if (!scene.server().superuser() && (!scene.server().createsDatabases() || !foreign.isEmpty())) {
            problems.add(failures.mayNotRename(scene.server(), foreign));
        }
        Optional<String> runner = holder(renamed);
        runner.ifPresent(who -> problems.add(failures.running(who)));
        if (scene.database().isPresent()) {
            occupied(scene, runner.isPresent(), problems);
        }
        return problems;
    }

    /** Who has the turn of one of them. */
    Optional<String> holder(List<CopySource> databases) throws SQLException {
        for (CopySource database : databases) {
            Optional<String> holder = DatabaseLock.holder(connection, database.oid());
            if (holder.isPresent()) {
                return holder;
            }
        }
        return Optional.empty();
    }

    private void occupied(Scene scene, boolean isNamed, List<Problem> problems)
            throws SQLException, InterruptedException {
        CopySource database = scene.database().orElseThrow();
        Occupants who = Occupants.of(connection, database);
        for (int i = 0; i < GLANCES && isInTheWay(who); i++) {
            context.snapshots().sleeper().sleep(GLANCE);
            who = Occupants.of(connection, database);
        }
        if (!isNamed && !who.runs().isEmpty()) {
            problems.add(failures.running(who.runs().get(0).title()));
        }
        if (isInTheWay(who)) {
            Occupants others = new Occupants(who.others(), who.prepared(), who.replication());
            problems.add(failures.connected(scene.server(), others, 0));
        }
    }

    private boolean isInTheWay(Occupants who) {
        boolean ending = context.snapshots().config().onConnected() == OnConnected.TERMINATE;
        return !who.prepared().isEmpty() || !(ending ? who.lasting() : who.others()).isEmpty();
    }
}
