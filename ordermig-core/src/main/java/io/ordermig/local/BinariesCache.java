package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where binaries lie unpacked, for all projects of the user. A folder gets its name when it is complete; a manifest in
 * it tells the size of each file, because a power loss or a cleaner of old files may take some of them away later.
 *
 * @param folder the real path of the cache
 */
record BinariesCache(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(BinariesCache.class);
    private static final String MANIFEST = "ordermig.manifest";
    private static final String FRESH = ".new-";
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\)? (\\d+(?:\\.\\d+)?)");

    static BinariesCache in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return new BinariesCache(folder.toRealPath());
    }

    /**
     * The binaries of a jar, unpacked now if they are not yet.
     *
     * @param turn how long to wait for another JVM that unpacks
     * @throws OrdermigException with {@link LocalProblem#BINARIES_UNUSABLE} when they do not unpack or do not run
     */
    Binaries binaries(Path jar, Deadline turn) throws IOException {
        BinariesArchive archive = BinariesArchive.in(jar);
        Path home = folder.resolve(archive.folderName());
        Optional<Binaries> there = complete(home);
        if (there.isPresent()) {
            return there.get();
        }
        ControlLock lock = new ControlLock(folder.resolve(archive.folderName() + ".lock"));
        return lock.hold(turn, () -> {
            Optional<Binaries> meanwhile = complete(home);
            return meanwhile.isPresent() ? meanwhile.get() : unpack(archive, home, turn);
        });
    }

    private Binaries unpack(BinariesArchive archive, Path home, Deadline turn) throws IOException {
        LOG.info("Unpacking the PostgreSQL binaries, once, to {}", home);
        removeLeftovers(home);
        Path fresh = aside(home);
        try {
            archive.unpack(fresh);
            String version = versionOf(fresh);
            writeManifest(fresh, version);
            if (Files.exists(home)) {
                // damaged, and a server may run from it: a rename does not disturb that one
                DurableFiles.moveIntoPlace(home, aside(home), turn);
            }
            DurableFiles.moveIntoPlace(fresh, home, turn);
            return new Binaries(home, version);
        } catch (IOException | RuntimeException e) {
            try {
                removeLeftovers(home);
            } catch (IOException cleanUp) {
                e.addSuppressed(cleanUp);
            }
            throw e;
        }
    }

    private static Path aside(Path home) {
        return home.resolveSibling(home.getFileName() + FRESH + UUID.randomUUID());
    }

    /** Folders that a killed JVM left half done. */
    private void removeLeftovers(Path home) throws IOException {
        String start = home.getFileName() + FRESH;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                folder, path -> path.getFileName().toString().startsWith(start))) {
            for (Path leftover : leftovers) {
                DurableFiles.deleteTree(leftover);
            }
        }
    }

    private String versionOf(Path fresh) throws IOException {
        Programs programs = new Programs(new Launcher(List.of()), fresh.resolve("bin"), fresh);
        List<String> said;
        try {
            said = programs.run("postgres", List.of("--version"), Map.of(), VERSION_LIMIT)
                    .output();
        } catch (IOException e) {
            throw BinariesArchive.unusable(fresh, List.of(String.valueOf(e.getMessage())), e);
        }
        Files.deleteIfExists(fresh.resolve("postgres.out"));
        Matcher version = VERSION.matcher(String.join(" ", said));
        if (!version.find()) {
            throw BinariesArchive.unusable(fresh, said, null);
        }
        return version.group(1);
    }

    private static void writeManifest(Path fresh, String version) throws IOException {
        List<String> lines = new ArrayList<>(List.of(version));
        try (Stream<Path> files = Files.walk(fresh)) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    lines.add(Files.size(file) + " " + fresh.relativize(file));
                }
            }
        }
        DurableFiles.write(fresh.resolve(MANIFEST), String.join("\n", lines) + "\n");
    }

    /** The binaries in a folder, if each file has the size it had when it was unpacked. */
    private static Optional<Binaries> complete(Path home) throws IOException {
        Path manifest = home.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(manifest);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] words = line.split(" ", 2);
            if (words.length < 2 || !words[0].equals(sizeOf(home.resolve(words[1])))) {
                LOG.info("{} is damaged at {}", home, line);
                return Optional.empty();
            }
        }
        return lines.size() > 1 ? Optional.of(new Binaries(home, lines.get(0))) : Optional.empty();
    }

    private static String sizeOf(Path file) throws IOException {
        try {
            return Long.toString(Files.size(file));
        } catch (NoSuchFileException e) {
            return "missing";
        }
    }
}
