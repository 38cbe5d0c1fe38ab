package io.ordermig.snapshot.copy;

import io.ordermig.config.SnapshotConfig.OnConnected;
import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.SnapshotContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The waiting for a copy, all of it within one budget: for other runs, and for the server. */
final class CopyWait {

    /** How often the server may say that others are connected. Each time it has waited five seconds for them to leave. */
    static final int ATTEMPTS = 4;

    /** Sessions that come and go within a moment, such as those of a probe, are none to name. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How long after the end of the budget the server may take to say that it has stopped. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final SnapshotContext context;
    private final CopyFailures failures;
    private final Connection connection;
    private final CopySource source;
    private final Instant begun;
    private final List<Occupants.Session> ended = new ArrayList<>();
    private List<Occupants.Session> waitedFor = List.of();
    private String state = "";
    private @Nullable Instant told;

    CopyWait(SnapshotContext context, CopyFailures failures, Connection connection, CopySource source, Instant begun) {
        this.context = context;
        this.failures = failures;
        this.connection = connection;
        this.source = source;
        this.begun = begun;
    }

    /**
     * Waits until no other run copies this database, and keeps others waiting until the session ends: what the first of
     * them makes can serve the second.
     */
    void forTurn(RestorePoint point) throws SQLException, InterruptedException {
        while (!DatabaseLock.take(connection, source.oid())) {
            pause(point, "waiting for another copy of " + source.name());
        }
    }

    /** Waits until nobody is connected, except for those who may be ended; throws when that is not to be waited for. */
    void untilFree(RestorePoint point, CopyServer server) throws SQLException, InterruptedException {
        Duration grace = GRACE;
        while (true) {
            Occupants who = Occupants.of(connection, source);
            boolean ending = context.config().onConnected() == OnConnected.TERMINATE;
            boolean inTheWay = !(ending ? who.lasting() : who.others()).isEmpty();
            if (!who.prepared().isEmpty() || (inTheWay && grace.isZero())) {
                throw failures.connected(server, who, ended.size());
            }
            waitedFor = who.runs();
            if (inTheWay) {
                context.sleeper().sleep(GLANCE);
                grace = grace.minus(GLANCE);
            } else if (waitedFor.isEmpty()) {
                return;
            } else {
                pause(
                        point,
                        waitedFor.stream()
                                .map(Occupants.Session::application)
                                .distinct()
                                .collect(Collectors.joining(", ", "waiting for ", "")));
            }
        }
    }

    private void pause(RestorePoint point, String state) throws InterruptedException {
        if (isSpent()) {
            throw timedOut(null);
        }
        tell(point, state);
        Duration poll = context.config().waiting().pollInterval();
        context.sleeper().sleep(poll.compareTo(LONGEST_LOOK) < 0 ? poll : LONGEST_LOOK);
    }

    /** Tells what is waited for: when that changes, and at each look at it. */
    void tell(RestorePoint point, String now) {
        Instant at = context.clock().instant();
        Instant last = told;
        Duration poll = context.config().waiting().pollInterval();
        if (last == null || !now.equals(state) || !at.isBefore(last.plus(poll))) {
            state = now;
            told = at;
            context.events()
                    .publish(new RunEvent.RestorePointProgressed(
                            context.events().now(), point, now, -1, Duration.between(begun, at), Duration.ZERO));
        }
    }

    /** Throws when the server should have stopped by itself a while ago, and has not: nobody may be there any more. */
    void checkAnswering() throws SQLException {
        if (context.clock().instant().isAfter(end().plus(SILENCE))) {
            throw new SQLException("The server does not answer any more.", "08006");
        }
    }

    /** What is left of the budget, for the server. */
    long remainingMillis() {
        if (isSpent()) {
            throw timedOut(null);
        }
        long left = Duration.between(context.clock().instant(), end()).toMillis();
        return Math.min(Math.max(left, 1), Integer.MAX_VALUE);
    }

    /** Whether nothing is left of the budget, or as good as nothing. */
    boolean isSpent() {
        return !context.clock().instant().isBefore(end().minusMillis(50));
    }

    private Instant end() {
        return begun.plus(context.config().waiting().timeout());
    }

    OrdermigException timedOut(@Nullable SQLException cause) {
        return failures.timedOut(context.config().waiting().timeout(), waitedFor, cause);
    }

    /** Notes whose sessions were ended, and says so. */
    void add(List<Occupants.Session> sessions) {
        if (!sessions.isEmpty()) {
            ended.addAll(sessions);
            context.events()
                    .warn("Sessions on " + source.name() + " were ended to copy it: "
                            + sessions.stream().map(Occupants.Session::title).collect(Collectors.joining("; ")) + ".");
        }
    }

    /** How many sessions were ended. */
    int ended() {
        return ended.size();
    }
}
