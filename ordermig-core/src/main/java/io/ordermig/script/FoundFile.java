package io.ordermig.script;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.nio.charset.Charset;

/** One file found in a location. Thread-safe. */
public final class FoundFile {

    /** Reads the bytes of a file. */
    @FunctionalInterface
    interface Content {
        byte[] read() throws IOException;
    }

    private final String path;
    private final String origin;
    private final Charset encoding;
    private final Content content;

    FoundFile(String path, String origin, Charset encoding, Content content) {
        this.path = path;
        this.origin = origin;
        this.encoding = encoding;
        this.content = content;
    }

    /** The path relative to its location, with {@code /}. */
    public String path() {
        return path;
    }

    /** The file name alone. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where the file is, for messages. */
    public String origin() {
        return origin;
    }

    /**
     * The text, read anew at each call, so that large files are not kept.
     *
     * @throws OrdermigException when it cannot be read
     */
    public String text() {
        try {
            String text = new String(content.read(), encoding);
            // A byte order mark is not part of the text; Flyway leaves it out of checksums, too.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new OrdermigException(
                    Problem.of(ScriptProblem.UNREADABLE, "A migration file cannot be read.")
                            .where(origin)
                            .detail(String.valueOf(e.getMessage()))
                            .fix("Make the file readable, or build the project again.")
                            .build(),
                    e);
        }
    }

    @Override
    public String toString() {
        return origin;
    }
}
