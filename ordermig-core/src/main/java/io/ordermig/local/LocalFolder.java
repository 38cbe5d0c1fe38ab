package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * The folder under the project: what of PostgreSQL lies where.
 *
 * @param root the real path, so that all who use the folder name its files alike
 */
record LocalFolder(Path root) {

    private static final long SCARCE_BYTES = 100L << 20;

    /** Makes the folder ready; what is there stays. Its content never goes into version control. */
    static LocalFolder prepare(Path directory) throws IOException {
        LocalFolder folder = new LocalFolder(prepareRoot(directory));
        DurableFiles.createPrivateFolder(folder.home());
        DurableFiles.createPrivateFolder(folder.leases());
        return folder;
    }

    /** Makes the folder under the project, in which each server has one of its own; its real path. */
    static Path prepareRoot(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        Path root = directory.toRealPath();
        Path ignore = root.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
        return root;
    }

    Path passwordFile() {
        return root.resolve("pgpass");
    }

    /** All but the password file; the working folder of PostgreSQL's programs. */
    Path home() {
        return root.resolve("postgres");
    }

    Path data() {
        return home().resolve("data");
    }

    Path log() {
        return home().resolve("server.log");
    }

    Path portFile() {
        return home().resolve("port");
    }

    Path controlLock() {
        return home().resolve("control.lock");
    }

    Path leases() {
        return home().resolve("leases");
    }

    /** Says that a file or folder could not be read or written, and why as far as the system tells. */
    static OrdermigException unusable(Path folder, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return Deadline.interrupted(cause);
        }
        Problem.Builder problem = LocalProblem.FOLDER_UNUSABLE
                .says("A folder of the local server cannot be used.")
                .where(fileOf(cause, folder))
                .detail(reason(cause));
        addSpace(problem, folder);
        return new OrdermigException(
                problem.fix("Make the folder writable for the user who runs this, and see that the disk has room.")
                        .changed("nothing in the database")
                        .build(),
                cause);
    }

    /** Tells how little room is left on the disk, and to make some, when that is the likely cause. */
    static void addSpace(Problem.Builder problem, Path folder) {
        try {
            Path existing = folder;
            while (existing.getParent() != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            if (free < SCARCE_BYTES) {
                problem.detail("The disk is nearly full: " + (free >> 20) + " MB are free at " + existing + ".")
                        .fix("Make room on that disk.");
            }
        } catch (IOException e) {
            problem.detail("The free space on the disk cannot be told: " + e.getMessage() + ".");
        }
    }

    private static String fileOf(IOException cause, Path folder) {
        return cause instanceof FileSystemException named && named.getFile() != null
                ? named.getFile()
                : folder.toString();
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "Access is denied.";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "A file is where a folder should be.";
        }
        if (cause instanceof NoSuchFileException) {
            return "It does not exist.";
        }
        String reason = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason + ".";
    }
}
