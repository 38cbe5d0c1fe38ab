package io.ordermig.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is locked as long as this object is open; the lock dies with the JVM, however that ends.
 *
 * <p>POSIX drops all locks of a JVM on a file as soon as the JVM closes <em>any</em> channel on it, so a second look at a
 * file that this JVM holds would let go of it. System properties, which all class loaders of a JVM share, say what this
 * JVM holds; such a file is not opened again. For the same reason nobody ever reads a lock file: it is empty.
 */
final class LockFile implements AutoCloseable {

    private static final String HELD = "io.ordermig.local.held:";

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks the file, and makes it when it is missing; empty when it is held, by this JVM or another.
     *
     * @param file a real path
     */
    static Optional<LockFile> tryTake(Path file) throws IOException {
        if (System.getProperties().putIfAbsent(HELD + file, "held") != null) {
            return Optional.empty();
        }
        LockFile taken = null;
        try {
            taken = lock(file);
            return Optional.ofNullable(taken);
        } finally {
            if (taken == null) {
                System.clearProperty(HELD + file);
            }
        }
    }

    private static @Nullable LockFile lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            return locked ? new LockFile(file, channel) : null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            // only when somebody replaced the system properties
            return null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    Path file() {
        return file;
    }

    /** Lets go of the file, which stays. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.clearProperty(HELD + file);
        }
    }
}
