package io.ordermig.restore.copy;

import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.copy.CopyMark;
import io.ordermig.snapshot.copy.CopySource;
import io.ordermig.snapshot.copy.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a copy in the place of a database, and takes it out again. */
final class Swap {

    private final RestoreContext context;
    private final Renaming renaming;
    private final StepEvents events;
    private final List<String> refused = new ArrayList<>();

    Swap(RestoreContext context, Renaming renaming, StepEvents events) {
        this.context = context;
        this.renaming = renaming;
        this.events = events;
    }

    /**
     * The copy becomes the database, and what was the database is put aside under another name, closed.
     *
     * @param copy the copy
     * @param mark what it says of itself; empty when it does not
     * @param old the name to put the database aside under
     * @return how long nobody could come in
     */
    Duration in(Scene scene, CopySource copy, Optional<CopyMark> mark, String old)
            throws SQLException, InterruptedException {
        CopyMark.PutAside by = new CopyMark.PutAside(copy.name(), copy.oid(), false, plain(copy.comment()));
        if (scene.database().isEmpty()) {
            return renaming.run(copy, scene.name(), events, connection -> {
                open(
                        connection,
                        scene,
                        mark.map(CopyMark::connectionLimit).orElse(-1),
                        mark.map(CopyMark::comment),
                        false);
                execute(connection, Scene.marking(scene.name(), aside(connection, scene, copy.oid(), -1, "", by)));
            });
        }
        CopySource database = scene.database().get();
        Duration outage = renaming.run(database, old, events, connection -> {
            if (mark.isEmpty()) {
                refused.clear();
                refused.addAll(new DatabaseSettings(connection).apply(database, copy.name()));
            }
            execute(connection, Renaming.rename(copy.name(), scene.name()));
            open(
                    connection,
                    scene,
                    mark.map(CopyMark::connectionLimit).orElse(database.connectionLimit()),
                    Optional.of(mark.map(CopyMark::comment).orElse(database.comment())),
                    database.template());
            CopyMark aside =
                    aside(connection, scene, database.oid(), database.connectionLimit(), database.comment(), by);
            Renaming.alter(connection, old, false, 0, false, Optional.of(aside.text()));
        });
        warnOfRefused(scene);
        return outage;
    }

    private void warnOfRefused(Scene scene) {
        if (!refused.isEmpty()) {
            context.snapshots()
                    .events()
                    .warn(scene.name() + " lacks what role " + scene.server().role() + " may not give it: "
                            + String.join(", ", refused) + ". Set it again.");
        }
    }

    private static void open(Connection connection, Scene scene, int limit, Optional<String> comment, boolean template)
            throws SQLException {
        Renaming.alter(connection, scene.name(), true, limit, template, comment);
    }

    private CopyMark aside(
            Connection connection, Scene scene, long oid, int limit, String comment, CopyMark.PutAside by)
            throws SQLException {
        return new CopyMark(
                context.snapshots().run(),
                context.snapshots().environment(),
                scene.name(),
                oid,
                Scene.now(connection),
                Optional.empty(),
                limit,
                comment,
                Optional.of(by));
    }

    /** What took the place of a database once need not be known when it takes a place itself: marks would grow. */
    private static String plain(String comment) {
        return CopyMark.parse(comment)
                .filter(mark -> mark.putAside().isPresent())
                .map(mark -> mark.with(new CopyMark.PutAside(
                                mark.putAside().get().by(),
                                mark.putAside().get().oid(),
                                true,
                                ""))
                        .text())
                .orElse(comment);
    }

    /**
     * What serves gets the name of before, closed, and what was put aside serves again.
     *
     * @param restored what serves, and what was put aside
     */
    void out(Scene scene, Restored restored) throws SQLException, InterruptedException {
        CopySource serving = scene.database().orElseThrow();
        String copy = restored.by().by();
        renaming.run(serving, copy, events, connection -> {
            if (restored.old().isEmpty()) {
                execute(connection, Scene.unmarking(copy));
            } else {
                execute(connection, Renaming.rename(restored.old(), scene.name()));
                CopyMark mark = restored.mark();
                open(connection, scene, mark.connectionLimit(), Optional.of(mark.comment()), serving.template());
            }
            Renaming.alter(
                    connection, copy, false, 0, false, Optional.of(restored.by().comment()));
        });
    }

    /** Notes that what serves was asked, and answered as it should. */
    static void verified(Connection connection, Scene scene, Restored restored) throws SQLException {
        CopyMark.PutAside by = restored.by();
        CopyMark mark = restored.mark().with(new CopyMark.PutAside(by.by(), by.oid(), true, by.comment()));
        if (restored.old().isEmpty()) {
            execute(connection, Scene.marking(scene.name(), mark));
        } else {
            Renaming.alter(connection, restored.old(), false, 0, false, Optional.of(mark.text()));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
