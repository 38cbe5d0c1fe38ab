package io.ordermig.local;

import io.ordermig.config.Secret;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The server's data. It gets its name when it is complete, so that a half-done one is never taken for data.
 *
 * @param path the data folder
 */
record DataFolder(Path path) {

    private static final String FRESH = ".new-";

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * Makes sure that the binaries can serve the data.
     *
     * @throws OrdermigException with {@link LocalProblem#DATA_DAMAGED} or {@link LocalProblem#DATA_FROM_OTHER_VERSION}
     */
    void checkVersion(Binaries binaries) throws IOException {
        Path file = path.resolve("PG_VERSION");
        String version = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        if (version.isEmpty()) {
            throw new OrdermigException(LocalProblem.DATA_DAMAGED
                    .says("The data folder of the local PostgreSQL server is damaged.")
                    .where(path.toString())
                    .detail("It has no PG_VERSION file; something else than ordermig wrote or removed files in it.")
                    .fix("Put the missing files back from a copy.")
                    .fix("Delete the folder to begin with an empty database.")
                    .build());
        }
        if (!version.equals(binaries.major())) {
            throw new OrdermigException(LocalProblem.DATA_FROM_OTHER_VERSION
                    .says("The local data was written by PostgreSQL " + version + ", and the binaries are version "
                            + binaries.version() + ".")
                    .where(path.toString())
                    .detail("A PostgreSQL server reads only the data of its own major version.")
                    .fix(Remedy.set("local.postgresVersion", "a version " + version + " release", "to keep the data"))
                    .fix("Delete the folder to throw the data away and begin with an empty database.")
                    .build());
        }
    }

    /**
     * Makes an empty cluster.
     *
     * @throws OrdermigException with {@link LocalProblem#INITDB_FAILED}
     */
    void create(Binaries binaries, Programs programs, Secret password, Deadline deadline) throws IOException {
        removeLeftovers();
        Path fresh = path.resolveSibling(path.getFileName() + FRESH + UUID.randomUUID());
        Path secret = fresh.resolveSibling(fresh.getFileName() + ".password");
        try {
            DurableFiles.write(secret, password.reveal() + "\n");
            // TZ: what initdb writes as the server's time zone; UTC as on RDS
            Programs.Ended initdb = programs.run(
                    "initdb",
                    arguments(binaries, secret),
                    Map.of("PGDATA", fresh.toString(), "TZ", "UTC"),
                    deadline.left());
            if (!initdb.ok()) {
                throw failed(initdb.output());
            }
            DurableFiles.moveIntoPlace(fresh, path, deadline);
        } catch (IOException | RuntimeException e) {
            try {
                removeLeftovers();
            } catch (IOException cleanUp) {
                e.addSuppressed(cleanUp);
            }
            throw e;
        } finally {
            Files.deleteIfExists(secret);
        }
    }

    /**
     * Text is sorted by code point on every machine: the sort order of an operating system's locales differs between
     * systems and even between their releases, which a test would notice and an index would not survive. The provider
     * that PostgreSQL brings itself does that and still knows upper and lower case of all letters; before version 17
     * there is only locale C, which knows those of ASCII.
     */
    private static List<String> arguments(Binaries binaries, Path secret) {
        List<String> arguments = new ArrayList<>(List.of(
                "--username=" + Database.OWNER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale"));
        if (binaries.haveBuiltinLocales()) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return arguments;
    }

    /** What a killed run left half done. Its initdb may still be writing: then the next run takes the rest away. */
    private void removeLeftovers() throws IOException {
        String start = path.getFileName() + FRESH;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                path.resolveSibling(""), file -> file.getFileName().toString().startsWith(start))) {
            for (Path leftover : leftovers) {
                DurableFiles.deleteTree(leftover);
            }
        } catch (DirectoryNotEmptyException stillWriting) {
            return;
        }
    }

    private OrdermigException failed(List<String> output) {
        Problem.Builder problem = LocalProblem.INITDB_FAILED
                .says("The data folder of the local PostgreSQL server could not be set up.")
                .where(path.toString());
        output.stream().filter(line -> !line.endsWith("... ok")).forEach(problem::detail);
        LocalFolder.addSpace(problem, path);
        return new OrdermigException(problem.fix("Mend what initdb complains about, and run again.")
                .fix(Remedy.set("local.startTimeout", "a longer time", "if it did not end in time"))
                .fix(Remedy.set("url", "the address of a PostgreSQL server", "to use one that runs already"))
                .changed("nothing; the half-done folder was removed")
                .build());
    }
}
