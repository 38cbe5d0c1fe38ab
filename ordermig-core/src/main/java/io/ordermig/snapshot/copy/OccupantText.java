package io.ordermig.snapshot.copy;

import io.ordermig.problem.Problem;
import java.util.List;

/** Says who is connected to a database, and why they cannot be sent away. */
public final class OccupantText {

    /** More sessions than that say nothing more. */
    private static final int SHOWN = 20;

    private OccupantText() {}

    /** Adds who they are to a problem, and what can be done about those that cannot be ended. */
    public static void add(Problem.Builder problem, CopyServer server, Occupants who) {
        who.sessions().stream()
                .limit(SHOWN)
                .map(session -> "Session " + session.title() + ".")
                .forEach(problem::detail);
        if (who.sessions().size() > SHOWN) {
            problem.detail("And " + (who.sessions().size() - SHOWN) + " more.");
        }
        who.prepared().forEach(one -> problem.detail(one + "."));
        who.replication().forEach(problem::detail);
        if (who.isEmpty()) {
            problem.detail("PostgreSQL says so, and does not say who; they may have gone meanwhile.");
        }
        if (!who.prepared().isEmpty()) {
            problem.fix("End the prepared transactions in the database: COMMIT PREPARED or ROLLBACK PREPARED.");
        }
        if (!who.replication().isEmpty()) {
            problem.fix("Stop the replication meanwhile: ALTER SUBSCRIPTION … DISABLE, or stop who reads the slot.");
        }
        notEndable(problem, server, who);
    }

    private static void notEndable(Problem.Builder problem, CopyServer server, Occupants who) {
        List<String> roles = who.others().stream()
                .filter(session -> session.isClient() && !session.endable())
                .map(Occupants.Session::role)
                .distinct()
                .toList();
        if (!roles.isEmpty()) {
            problem.detail("The role " + server.role() + " may not end sessions of " + String.join(", ", roles) + ".");
            problem.fix("Run as a superuser: GRANT pg_signal_backend TO " + Quoted.identifier(server.role())
                    + "; sessions of superusers can be ended by superusers only.");
        }
    }
}
