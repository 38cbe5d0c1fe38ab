package io.ordermig.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the server prints. Failed statements land here with the rows they were about: a problem quotes only what a
 * server wrote while it started.
 *
 * @param file the log file
 */
record ServerLog(Path file) {

    private static final long KEPT_BYTES = 1 << 20;
    private static final int QUOTED_BYTES = 1 << 16;

    /** Keeps the log from growing without end; only while no server runs. */
    void rotate() throws IOException {
        if (size() > KEPT_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What was written since the log had the given size, at most the last 64 kB of it. */
    String since(long mark) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(mark, Files.size(file) - QUOTED_BYTES));
            return new String(in.readNBytes(QUOTED_BYTES), StandardCharsets.UTF_8);
        }
    }
}
