package io.ordermig.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.time.Sleeper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** With a small archive whose {@code postgres} only tells its version. */
class BinariesCacheTest {

    private static final String POSTGRES = "#!/bin/sh\necho 'postgres (PostgreSQL) 17.4 (Debian 1)'\n";

    @TempDir
    Path folder;

    @Test
    void unpacksOnceAndTellsTheVersion() throws Exception {
        Path jar = jar(archive(Map.of("bin/postgres", POSTGRES, "share/a file", "text")));
        Binaries binaries = unpack(jar);
        assertThat(binaries.version()).isEqualTo("17.4");
        assertThat(binaries.major()).isEqualTo("17");
        assertThat(binaries.home().resolve("share/a file")).hasContent("text");
        assertThat(binaries.bin().resolve("postgres")).isExecutable();

        Object before = Files.getAttribute(binaries.home(), "unix:ino");
        assertThat(unpack(jar)).isEqualTo(binaries);
        assertThat(Files.getAttribute(binaries.home(), "unix:ino")).isEqualTo(before);
    }

    @Test
    void aJarWithOtherContentGetsAnotherFolder() throws Exception {
        Binaries one = unpack(jar(archive(Map.of("bin/postgres", POSTGRES))));
        Binaries two = unpack(jar(archive(Map.of("bin/postgres", POSTGRES + "# rebuilt\n"))));
        assertThat(two.home()).isNotEqualTo(one.home());
    }

    @Test
    void unpacksAnewWhatAPowerLossOrACleanerTookAway() throws Exception {
        Path jar = jar(archive(Map.of("bin/postgres", POSTGRES, "share/one", "text", "share/two", "text")));
        Binaries binaries = unpack(jar);
        Files.delete(binaries.home().resolve("share/one"));
        unpack(jar);
        assertThat(binaries.home().resolve("share/one")).hasContent("text");
        Files.writeString(binaries.home().resolve("share/two"), "");
        unpack(jar);
        assertThat(binaries.home().resolve("share/two")).hasContent("text");
    }

    @Test
    void takesAwayWhatAKilledRunLeft() throws Exception {
        Path jar = jar(archive(Map.of("bin/postgres", POSTGRES)));
        Path half = folder.resolve("cache").resolve(BinariesArchive.in(jar).folderName() + ".new-1/bin");
        Files.createDirectories(half);
        Files.writeString(half.resolve("postgres"), "#!/bin/");
        unpack(jar);
        assertThat(half).doesNotExist();
    }

    @Test
    void keepsLinksInside() throws Exception {
        Binaries binaries =
                unpack(jar(archive(Map.of("bin/postgres", POSTGRES, "lib/a.so.1", "x", "lib/a.so", "->a.so.1"))));
        assertThat(Files.readSymbolicLink(binaries.home().resolve("lib/a.so"))).isEqualTo(Path.of("a.so.1"));
    }

    @Test
    void refusesAnArchiveThatLeadsOutside() throws Exception {
        refused(archive(Map.of("../evil", "x")));
        refused(archive(Map.of("lib/link", "->../../evil")));
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("cache/evil")).doesNotExist();
    }

    @Test
    void refusesAnArchiveThatIsCutOff() throws Exception {
        byte[] whole = archive(Map.of("bin/postgres", POSTGRES));
        refused(java.util.Arrays.copyOf(whole, whole.length - 40));
    }

    @Test
    void refusesBinariesThatDoNotRun() throws Exception {
        refused(archive(Map.of("bin/postgres", "#!/bin/sh\necho wrong machine\nexit 1\n")));
    }

    @Test
    void refusesAJarThatIsMissingOrHasNoArchive() throws Exception {
        Path none = folder.resolve("none.jar");
        assertThat(LocalFixture.problemOf(() -> unpack(none)).code()).isEqualTo(LocalProblem.BINARIES_UNUSABLE);
        Path other = folder.resolve("other.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        Problem problem = LocalFixture.problemOf(() -> unpack(other));
        assertThat(problem.code()).isEqualTo(LocalProblem.BINARIES_UNUSABLE);
        assertThat(problem.where()).isEqualTo(other.toString());
    }

    private void refused(byte[] archive) throws Exception {
        Path jar = jar(archive);
        assertThat(LocalFixture.problemOf(() -> unpack(jar)).code()).isEqualTo(LocalProblem.BINARIES_UNUSABLE);
        try (var files = Files.list(folder.resolve("cache"))) {
            assertThat(files).allMatch(Files::isRegularFile);
        }
    }

    private Binaries unpack(Path jar) throws Exception {
        return BinariesCache.in(folder.resolve("cache"))
                .binaries(jar, Deadline.in(LocalFixture.PATIENCE, Sleeper.SYSTEM));
    }

    private Path jar(byte[] archive) throws Exception {
        Path jar = folder.resolve("binaries-17.4.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("postgres.txz"));
            zip.write(archive);
        }
        return jar;
    }

    /** A content that begins with an arrow makes a link. */
    private static byte[] archive(Map<String, String> files) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream xz = new XZOutputStream(bytes, new LZMA2Options(0));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(xz)) {
            for (Map.Entry<String, String> file : new LinkedHashMap<>(files).entrySet()) {
                boolean link = file.getValue().startsWith("->");
                byte[] content = link ? new byte[0] : file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = link
                        ? new TarArchiveEntry(file.getKey(), TarArchiveEntry.LF_SYMLINK)
                        : new TarArchiveEntry(file.getKey(), true);
                if (link) {
                    entry.setLinkName(file.getValue().substring(2));
                }
                entry.setSize(content.length);
                entry.setMode(file.getKey().startsWith("bin/") ? 0100755 : 0100644);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
