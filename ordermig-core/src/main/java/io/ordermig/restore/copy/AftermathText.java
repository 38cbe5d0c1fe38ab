package io.ordermig.restore.copy;

import io.ordermig.event.Aftermath;
import io.ordermig.snapshot.copy.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * What people have to know and to do after a database was taken back to a copy.
 *
 * @param name the database
 * @param restored what became of it
 * @param ended how many sessions this run has ended
 */
record AftermathText(String name, Restored restored, int ended) {

    Aftermath aftermath() {
        List<Aftermath.Item> items = new ArrayList<>();
        items.add(new Aftermath.Item(
                (ended == 0
                                ? "Start the service again, or its connection pools"
                                : "Restart the connection pools of the service: " + sessions() + " ended")
                        + ". Address, roles and passwords are as before.",
                List.of()));
        items.add(new Aftermath.Item(
                "The statistics that queries are planned by are those of the copy. If queries are slow, collect new ones, in "
                        + name + ":",
                List.of("ANALYZE;")));
        if (!restored.old().isEmpty()) {
            kept(items);
        }
        return new Aftermath(restored.old(), items);
    }

    private String sessions() {
        return ended == 1 ? "1 session was" : ended + " sessions were";
    }

    private void kept(List<Aftermath.Item> items) {
        String old = Quoted.identifier(restored.old());
        items.add(new Aftermath.Item(
                "What was written since the copy is in " + restored.old()
                        + " alone. To look into it as a superuser, open it, and close it again so that it stays a restore"
                        + " point:",
                List.of(
                        "ALTER DATABASE " + old + " ALLOW_CONNECTIONS true;",
                        "ALTER DATABASE " + old + " ALLOW_CONNECTIONS false;")));
        items.add(new Aftermath.Item(
                "To go forward again, to the data of before, restore with snapshotId=" + restored.old() + ".",
                List.of()));
        items.add(new Aftermath.Item(
                restored.old() + " takes as much room as the database. prune removes it like a copy; by hand:",
                List.of("DROP DATABASE " + old + ";")));
    }
}
