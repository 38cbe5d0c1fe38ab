package io.ordermig.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux knows about a process.
 *
 * @param folder its folder under {@code /proc}
 */
record LinuxProcess(Path folder) {

    /** Empty on other systems. */
    static Optional<LinuxProcess> of(long pid) {
        return Files.exists(Path.of("/proc/self/stat"))
                ? Optional.of(new LinuxProcess(Path.of("/proc", Long.toString(pid))))
                : Optional.empty();
    }

    /** Whether it is gone, or waits for its parent to take notice. */
    boolean ended() {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 1).strip().matches("[ZX].*");
        } catch (IOException gone) {
            return true;
        }
    }

    /**
     * Whether that is its working directory.
     *
     * @throws IOException when this user may not know
     */
    boolean worksIn(Path place) throws IOException {
        return Files.isSameFile(folder.resolve("cwd"), place);
    }
}
