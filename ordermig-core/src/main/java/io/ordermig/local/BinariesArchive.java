package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The jar with the binaries: it holds one {@code .txz} file, a tar archive in xz.
 *
 * @param jar the jar
 * @param print tells one content from another: the checksum that the jar's directory keeps for the archive
 */
record BinariesArchive(Path jar, String print) {

    private static final int OWNER_RUNS = 0100;

    /** The archive itself cannot be read, as opposed to the disk not be written. */
    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(IOException cause) {
            super(cause);
        }
    }

    /**
     * Looks into the jar, without unpacking.
     *
     * @throws OrdermigException with {@link LocalProblem#BINARIES_UNUSABLE}
     */
    static BinariesArchive in(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = archive(zip);
            return new BinariesArchive(jar, String.format("%08x%x", entry.getCrc(), entry.getSize()));
        } catch (IOException e) {
            throw unusable(jar, List.of(e.toString()), e);
        }
    }

    /** A folder name for the content: the jar's own name and the print. */
    String folderName() {
        String name = String.valueOf(jar.getFileName());
        return (name.endsWith(".jar") ? name.substring(0, name.length() - 4) : name) + "-" + print;
    }

    /**
     * Unpacks into a folder.
     *
     * @throws OrdermigException with {@link LocalProblem#BINARIES_UNUSABLE} when the archive is damaged
     * @throws IOException when the folder cannot be written
     */
    void unpack(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream raw = new BufferedInputStream(zip.getInputStream(archive(zip)), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            byte[] buffer = new byte[1 << 16];
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                unpack(entry, tar, folder, buffer);
            }
        } catch (Unreadable e) {
            throw unusable(jar, List.of("The archive in it is damaged: " + e.getMessage()), e);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder, byte[] buffer)
            throws IOException {
        Path place = inside(folder, folder.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(inside(folder, place.resolveSibling("")));
        if (entry.isSymbolicLink()) {
            inside(folder, place.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
            return;
        }
        try (OutputStream out = Files.newOutputStream(place)) {
            for (int count = read(content, buffer); count > 0; count = read(content, buffer)) {
                out.write(buffer, 0, count);
            }
        }
        boolean program = (entry.getMode() & OWNER_RUNS) != 0;
        if (program && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** An entry must not lead out of the folder. */
    private static Path inside(Path folder, Path place) throws IOException {
        Path normal = place.normalize();
        if (!normal.startsWith(folder)) {
            throw new Unreadable(new IOException("it has an entry outside of itself"));
        }
        return normal;
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    private static int read(InputStream content, byte[] buffer) throws IOException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    private static ZipEntry archive(ZipFile zip) throws IOException {
        return zip.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no .txz file in it."));
    }

    static OrdermigException unusable(Path where, List<String> why, @Nullable Exception cause) {
        Problem.Builder problem = LocalProblem.BINARIES_UNUSABLE
                .says("The PostgreSQL binaries cannot be used.")
                .where(where.toString());
        why.forEach(problem::detail);
        return new OrdermigException(
                problem.fix("Delete this file or folder, and run again; it is fetched or unpacked anew.")
                        .fix(Remedy.set("url", "the address of a PostgreSQL server", "to use one that runs already"))
                        .build(),
                cause);
    }
}
