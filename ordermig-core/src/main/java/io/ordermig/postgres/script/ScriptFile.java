package io.ordermig.postgres.script;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** One file found in a location. Its header and statements are read once, when first asked for. Thread-safe. */
public final class ScriptFile {

    /** Reads the bytes of a file. */
    @FunctionalInterface
    interface Content {
        byte[] read() throws IOException;
    }

    private final String path;
    private final String origin;
    private final Charset encoding;
    private final Content content;
    private volatile @Nullable ScriptHeader header;
    private volatile @Nullable Transactionality transactionality;

    /**
     * Whether a file runs in a transaction, and why not.
     *
     * @param reason the statement that PostgreSQL refuses in a transaction, or the directive; empty when it may run in
     *     one
     * @param statements how many statements the file holds; 0 when nobody needed to know
     */
    public record Transactionality(String reason, int statements) {

        static final Transactionality IN_TRANSACTION = new Transactionality("", 0);

        /** Whether the file runs in a transaction. */
        public boolean inTransaction() {
            return reason.isEmpty();
        }
    }

    ScriptFile(String path, String origin, Charset encoding, Content content) {
        this.path = path;
        this.origin = origin;
        this.encoding = encoding;
        this.content = content;
    }

    /** The path relative to its location, with {@code /}; what Flyway records as the script. */
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

    /** The text, read anew at each call, so that large files are not kept. */
    public String text() {
        try {
            return new String(content.read(), encoding);
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

    /** What its directives say. */
    public ScriptHeader header() {
        ScriptHeader known = header;
        if (known == null) {
            known = HeaderReader.read(origin, text());
            header = known;
        }
        return known;
    }

    /** Whether it runs in a transaction: as its directive says, or else as its statements need it. */
    public Transactionality transactionality() {
        Transactionality known = transactionality;
        if (known == null) {
            known = findTransactionality();
            transactionality = known;
        }
        return known;
    }

    private Transactionality findTransactionality() {
        String text = text();
        boolean declared = header().transaction().isPresent();
        if (header().transaction().orElse(false) || (!declared && !NonTransactional.mayBeIn(text))) {
            return Transactionality.IN_TRANSACTION;
        }
        var statements = Statements.of(text);
        String reason = declared
                ? "-- ordermig:transaction false"
                : statements.stream()
                        .flatMap(s -> Statements.nonTransactional(s.sql()).stream())
                        .findFirst()
                        .orElse("");
        return new Transactionality(reason, statements.size());
    }

    @Override
    public String toString() {
        return origin;
    }
}
