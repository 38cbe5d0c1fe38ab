package io.ordermig.restore.copy;

import io.ordermig.config.RestoreConfig.Verification;
import io.ordermig.config.SnapshotConfig.OnConnected;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePlan.Span;
import io.ordermig.event.RestorePlan.Step;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.copy.CopyCatalog;
import io.ordermig.snapshot.copy.CopyMark;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.Occupants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts into words what a restore from a copy does. */
final class Plans {

    /** What the database has outside of it, by what the server knows it by. Not everybody may read what is of others. */
    private static final String BEHIND = """
            SELECT 'Subscription ' || subname FROM pg_subscription WHERE subdbid = ?
            UNION ALL
            SELECT 'Replication slot ' || slot_name FROM pg_replication_slots WHERE datoid = ?
            """;

    /** Nobody counts faster than that. */
    private static final long BYTES_A_SECOND = 100L << 20;

    private static final Span RENAMING = new Span(Duration.ofMillis(100), Duration.ofSeconds(2));

    /** The server gives those who are ended five seconds to go, and asks again. */
    private static final Span ENDING = new Span(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final RestoreContext context;
    private final Connection connection;
    private final Scene scene;
    private final Choice choice;

    Plans(RestoreContext context, Connection connection, Scene scene, Choice choice) {
        this.context = context;
        this.connection = connection;
        this.scene = scene;
        this.choice = choice;
    }

    /**
     * The plan.
     *
     * @param old the name of what would be put aside
     */
    RestorePlan plan(String old) throws SQLException {
        Optional<Restored> restored = choice.restored();
        if (restored.isPresent() && restored.get().isVerified()) {
            return plan(List.of(), Span.NONE, List.of(already(restored.get())));
        }
        boolean isRenamed = restored.isPresent();
        List<Occupants.Session> sessions = isRenamed ? List.of() : endable();
        Span renaming = isRenamed ? Span.NONE : sessions.isEmpty() ? RENAMING : ENDING;
        List<Step> steps = List.of(
                new Step(title(old, restored, sessions.size()), renaming, true, isRenamed),
                new Step("Ask " + scene.name() + " over SQL whether it can serve", asking(), false, false));
        return plan(steps, renaming, isRenamed ? List.of(already(restored.get())) : notices(old, sessions));
    }

    private RestorePlan plan(List<Step> steps, Span outage, List<String> notices) {
        return new RestorePlan(
                scene.name(),
                "database",
                new RestorePlan.Origin(
                        Optional.of(choice.point()), choice.point().started(), choice.version()),
                RestorePlan.Strategy.RENAME,
                steps,
                outage,
                notices);
    }

    private String title(String old, Optional<Restored> restored, int sessions) {
        String aside = restored.map(Restored::old).orElse(scene.database().isPresent() ? old : "");
        String end = sessions == 0
                ? ""
                : sessions == 1 ? "End 1 session, and rename " : "End " + sessions + " sessions, and rename ";
        String first = end.isEmpty() ? "Rename " : end;
        return aside.isEmpty()
                ? "Rename " + choice.point().id() + " to " + scene.name()
                : first + scene.name() + " to " + aside + " and "
                        + choice.point().id() + " to " + scene.name() + ", in one transaction";
    }

    private Span asking() {
        Verification verification = context.config().verification();
        long bytes = Math.max(0, choice.copy().map(CopyCatalog.Found::bytes).orElse(0L));
        return new Span(
                Duration.ofMillis(200),
                Duration.ofSeconds(
                        5 + bytes / BYTES_A_SECOND + verification.sql().size()));
    }

    private List<Occupants.Session> endable() throws SQLException {
        if (scene.database().isEmpty() || context.snapshots().config().onConnected() == OnConnected.FAIL) {
            return List.of();
        }
        return Occupants.of(connection, scene.database().get()).others();
    }

    private String already(Restored restored) {
        String since = restored.by().by() + " became " + scene.name() + " at "
                + restored.mark().started();
        return since
                + (restored.isVerified() ? "" : ", and was not asked since whether it can serve")
                + (restored.old().isEmpty() ? "." : "; what was there before is " + restored.old() + ".");
    }

    private List<String> notices(String old, List<Occupants.Session> sessions) throws SQLException {
        List<String> notices = new ArrayList<>();
        if (scene.database().isPresent()) {
            notices.add("What was written to " + scene.name() + " since "
                    + choice.point().started() + " is lost to the service. It is kept in " + old
                    + ", which takes no connections and can be restored from.");
            behind(old, notices);
        } else {
            notices.add(
                    "There is no database " + scene.name() + ": the copy takes its name, and nothing is put aside.");
        }
        notices.add(choice.point().id() + " becomes the database and is used up by that.");
        if (!sessions.isEmpty()) {
            notices.add("These sessions are ended, and their open transactions rolled back: "
                    + sessions.stream().map(Occupants.Session::title).collect(Collectors.joining("; ")) + ".");
        }
        owners(notices);
        unmarked(notices);
        return notices;
    }

    private void behind(String old, List<String> notices) throws SQLException {
        long oid = scene.database().orElseThrow().oid();
        try (PreparedStatement look = connection.prepareStatement(BEHIND)) {
            look.setLong(1, oid);
            look.setLong(2, oid);
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    notices.add(row.getString(1) + " stays with " + old + ": create it anew in " + scene.name() + ".");
                }
            }
        }
    }

    private void owners(List<String> notices) throws SQLException {
        Optional<CopySource> copy =
                CopySource.find(connection, scene.server(), choice.point().id());
        String owner = copy.map(CopySource::owner).orElse("");
        scene.database()
                .filter(database -> !database.owner().equals(owner))
                .ifPresent(database -> notices.add(scene.name() + " belongs to " + database.owner()
                        + ", and will belong to " + owner + ", as the copy does."));
    }

    /** Its maker was killed before it gave the copy what PostgreSQL leaves out. */
    private void unmarked(List<String> notices) {
        if (choice.mark().map(CopyMark::source).isPresent()) {
            return;
        }
        notices.add(choice.point().id() + " does not say what the database was like when it was made. "
                + (scene.database().isPresent()
                        ? "It takes privileges, settings, limit and comment from " + scene.name() + " as it is now."
                        : "Privileges on it, its settings, its limit and its comment have to be set by hand."));
    }
}
