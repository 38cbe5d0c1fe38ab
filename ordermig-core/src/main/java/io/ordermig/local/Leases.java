package io.ordermig.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who uses the server: a locked file for each, whose name says who it is. All but {@link #abandon} only while holding the control lock.
 *
 * @param folder the real path of the folder of leases
 */
record Leases(Path folder) {

    private static final String SUFFIX = ".lease";

    /** Counts the caller among the users. */
    LockFile take() throws IOException {
        Path file = folder.resolve(Holder.self().text() + "-" + UUID.randomUUID() + SUFFIX);
        return LockFile.tryTake(file).orElseThrow(() -> new IOException("A new lease is held already: " + file));
    }

    /** The users there are; the leases of dead ones are removed. */
    List<Holder> live() throws IOException {
        List<Holder> live = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                Optional<LockFile> dead = LockFile.tryTake(file);
                if (dead.isPresent()) {
                    abandon(dead.get());
                } else {
                    live.add(Holder.of(String.valueOf(file.getFileName())));
                }
            }
        }
        return live;
    }

    /** A user in another container, whose server cannot be seen from here. */
    Optional<Holder> elsewhere() throws IOException {
        return live().stream().filter(Holder::isElsewhere).findFirst();
    }

    /** Ends a lease. */
    static void abandon(LockFile lease) throws IOException {
        lease.close();
        Files.deleteIfExists(lease.file());
    }
}
